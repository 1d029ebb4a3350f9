package io.entasis.benchmarks.cache;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import java.util.Optional;

/** One Entasis at a time: whoever has the turn opens its own, and that of the turn before is closed. */
final class InTurns implements AutoCloseable {

  private Optional<Entasis> present = Optional.empty();

  /** Opens another one. */
  Entasis open(EntasisBuilder builder) {
    close();
    present = Optional.of(builder.open());
    return present.get();
  }

  /** The one that is open. */
  Entasis present() {
    return present.orElseThrow();
  }

  @Override
  public void close() {
    present.ifPresent(Entasis::close);
    present = Optional.empty();
  }
}
