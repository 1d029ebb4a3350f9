package io.entasis.internal.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts what happens more often than shared memory can be locked: every thread counts in a place that it shares with few others, and
 * where two of them count at the very same time, one may go uncounted. Safe for use by several threads.
 */
final class StripedCount {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int STRIPES = 64;

  /** Two lines of the processor's cache, which fetches them in pairs. */
  private static final int WIDTH = 16;

  private final long[] cells = new long[(STRIPES + 1) * WIDTH];

  void increment() {
    int cell = (1 + ((int) Thread.currentThread().getId() & (STRIPES - 1))) * WIDTH;
    CELLS.setOpaque(cells, cell, (long) CELLS.getOpaque(cells, cell) + 1);
  }

  long sum() {
    long sum = 0;
    for (int cell = WIDTH; cell < cells.length; cell += WIDTH) {
      sum += (long) CELLS.getOpaque(cells, cell);
    }
    return sum;
  }
}
