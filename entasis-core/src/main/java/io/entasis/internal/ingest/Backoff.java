package io.entasis.internal.ingest;

import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: longer each time, and by chance, so that writers that met do not meet again. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private Backoff() {}

  /** Waits after the attempt of that number; false when an interrupt has ended the wait. */
  static boolean pause(int attempt) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
