package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import io.entasis.tick.Tick;
import io.entasis.tick.TickReader;
import java.util.Optional;
import java.util.Set;

/**
 * What the latest tick of a symbol is.
 *
 * @param reader tells it
 * @param symbol the symbol
 */
record LatestTick(TickReader reader, String symbol) implements Question<Optional<Tick>> {

  @Override
  public Set<String> subjects() {
    return Set.of(symbol);
  }

  @Override
  public Span span() {
    return Span.ALL;
  }

  @Override
  public Optional<Tick> read() {
    return reader.of(symbol).findLatest();
  }

  @Override
  public int rows(Optional<Tick> answer) {
    return 1;
  }
}
