package io.entasis.archive;

import java.util.stream.LongStream;

/** Seeds of random tests: some that stay, and a fresh one each run, which the test's name shows. */
final class Seeds {

  /** For {@code @MethodSource}. */
  static final String SOURCE = "io.entasis.archive.Seeds#all";

  private static final long[] KEPT = {1, 2_024};

  private Seeds() {}

  static LongStream all() {
    return LongStream.concat(LongStream.of(KEPT), LongStream.of(System.nanoTime()));
  }
}
