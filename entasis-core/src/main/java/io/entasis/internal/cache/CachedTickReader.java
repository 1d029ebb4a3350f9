package io.entasis.internal.cache;

import io.entasis.internal.read.Selection;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickReader;
import java.util.Collection;
import java.util.Optional;

/**
 * Ticks, the latest of a symbol from the cache.
 *
 * @param reader answers everything else
 * @param cache the latest ticks
 */
record CachedTickReader(TickReader reader, KindCache<Optional<Tick>> cache) implements TickReader {

  @Override
  public TickQuery of(String symbol) {
    return new CachedTickQuery(reader, Selection.checked(symbol, "symbol"), cache);
  }

  @Override
  public TickQuery of(String first, String second, String... more) {
    return reader.of(first, second, more);
  }

  @Override
  public TickQuery of(Collection<String> symbols) {
    return symbols.size() == 1 ? of(symbols.iterator().next()) : reader.of(symbols);
  }

  @Override
  public TickQuery all() {
    return reader.all();
  }
}
