package io.entasis.benchmarks.cache;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** An Entasis with a cache that is there only when it is its turn, and then with connections that are open. */
final class CachingInTurns implements AutoCloseable {

  private final EntasisBuilder builder;
  private Optional<Entasis> present = Optional.empty();

  CachingInTurns(EntasisBuilder builder) {
    this.builder = builder;
  }

  /** Opens it where it is closed. */
  Entasis on() throws InterruptedException, ExecutionException {
    if (present.isEmpty()) {
      present = Optional.of(builder.open());
      long unused = new CommitLoad(1, 1).run(present.get());
    }
    return present.get();
  }

  @Override
  public void close() {
    present.ifPresent(Entasis::close);
    present = Optional.empty();
  }
}
