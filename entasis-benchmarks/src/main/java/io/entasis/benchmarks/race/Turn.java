package io.entasis.benchmarks.race;

import java.time.Duration;
import java.util.Arrays;

/** One turn of a way: as many calls in a row as fit, of which the median counts. */
record Turn(int mostCalls, Duration longest) {

  /** A single call. */
  static final Turn ONE_CALL = new Turn(1, Duration.ZERO);

  /** Times the way; its last answer goes to the check, which is not timed. */
  <A> Duration take(Way<A> way, Race.Check<? super A> check) throws Exception {
    long[] nanos = new long[mostCalls];
    long end = System.nanoTime() + longest.toNanos();
    int calls = 0;
    A answer;
    do {
      long start = System.nanoTime();
      answer = way.run();
      nanos[calls++] = System.nanoTime() - start;
    } while (calls < mostCalls && System.nanoTime() < end);
    check.accept(answer);
    Arrays.sort(nanos, 0, calls);
    return Duration.ofNanos(nanos[calls / 2]);
  }
}
