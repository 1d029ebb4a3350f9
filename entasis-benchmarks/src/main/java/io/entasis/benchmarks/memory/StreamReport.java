package io.entasis.benchmarks.memory;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a stream took.
 *
 * @param rows ticks that came
 * @param nanos time from the question to the last of them
 * @param live most bytes of the heap that were in use after a collection
 * @param peak most bytes of the heap that were in use
 */
record StreamReport(long rows, long nanos, long live, long peak) {

  private static final double MIB = 1 << 20;

  static StreamReport parse(String text) {
    long[] numbers =
        Arrays.stream(text.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new StreamReport(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** For a reader. */
  String sentence() {
    return String.format(
        Locale.ROOT,
        "%,d rows in %.1f s; heap: at most %.1f MiB live, %.1f MiB in use before a collection",
        rows,
        nanos / 1e9,
        live / MIB,
        peak / MIB);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return rows + " " + nanos + " " + live + " " + peak;
  }
}
