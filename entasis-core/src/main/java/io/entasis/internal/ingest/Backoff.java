package io.entasis.internal.ingest;

import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: longer each time, and by chance, so that writers that met do not meet again. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private Backoff() {}

  /** Waits after the attempt of that number; an interrupt ends the wait with the failure. */
  static void pause(int attempt, RuntimeException failure) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
