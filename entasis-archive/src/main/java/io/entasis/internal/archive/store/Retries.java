package io.entasis.internal.archive.store;

import io.entasis.error.EntasisException;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveUnreachableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Tries again what failed because the store could not be reached: longer pauses each time, and by chance, so that processes that met
 * do not meet again.
 *
 * @param attempts tries in all, at least 1
 * @param pause how to wait
 */
public record Retries(int attempts, Pause pause) {

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 10_000;

  /** Does it; the last failure reaches the caller. */
  <T> T run(String doing, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (ArchiveUnreachableException e) {
        if (attempt >= attempts) {
          throw e;
        }
        waitAfter(attempt, doing, e);
      }
    }
  }

  private void waitAfter(int attempt, String doing, EntasisException failure) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
    try {
      pause.take(
          Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ArchiveCancelledException cancelled =
          new ArchiveCancelledException(doing + " was interrupted");
      cancelled.addSuppressed(failure);
      throw cancelled;
    }
  }
}
