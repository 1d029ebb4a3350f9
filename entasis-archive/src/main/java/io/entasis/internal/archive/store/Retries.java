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
  private static final long BETWEEN_QUESTIONS_MILLIS = 250;

  /** Does it; the last failure reaches the caller. Between two tries the transfer is asked again and again whether to go on. */
  <T> T run(String doing, Transfer transfer, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (ArchiveUnreachableException e) {
        if (attempt >= attempts) {
          throw e;
        }
        waitAfter(attempt, transfer, doing, e);
      }
    }
  }

  private void waitAfter(int attempt, Transfer transfer, String doing, EntasisException failure) {
    try {
      for (long left = pauseAfter(attempt); left > 0; left -= BETWEEN_QUESTIONS_MILLIS) {
        transfer.ask();
        pause.take(Duration.ofMillis(Math.min(left, BETWEEN_QUESTIONS_MILLIS)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ArchiveCancelledException cancelled =
          new ArchiveCancelledException(doing + " was interrupted");
      cancelled.addSuppressed(failure);
      throw cancelled;
    }
  }

  private static long pauseAfter(int attempt) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
    return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
  }
}
