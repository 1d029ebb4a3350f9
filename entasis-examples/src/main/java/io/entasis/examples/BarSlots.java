package io.entasis.examples;

import io.entasis.bar.Bar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where bars stand on a time axis of equal slots. Hours without trades get no room, as on any
 * trader's screen, but every such break takes a slot of its own, which can be marked.
 */
final class BarSlots {

  /** Few bars are not blown up to fill the width. */
  private static final int FEWEST = 16;

  private static final Duration SHORTEST_BREAK = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** A weekend and a holiday: what is closed on a daily chart without being worth a mark. */
  private static final Duration LONG_WEEKEND = Duration.ofDays(3);

  private final int[] slots;
  private final List<Integer> breaks = new ArrayList<>();
  private final int size;

  BarSlots(List<Bar> bars) {
    slots = new int[bars.size()];
    int next = 0;
    for (int i = 0; i < slots.length; i++) {
      if (i > 0 && isBreak(bars.get(i - 1), bars.get(i))) {
        breaks.add(next++);
      }
      slots[i] = next++;
    }
    size = Math.max(next, FEWEST);
    shift((size - next) / 2);
  }

  /** Number of slots, empty ones at the edges included. */
  int size() {
    return size;
  }

  /** Slot of the bar of this index. */
  int of(int bar) {
    return slots[bar];
  }

  /** The slots that stand for time left out. */
  List<Integer> breaks() {
    return breaks;
  }

  private void shift(int by) {
    for (int i = 0; i < slots.length; i++) {
      slots[i] += by;
    }
    breaks.replaceAll(slot -> slot + by);
  }

  private static boolean isBreak(Bar before, Bar after) {
    Duration length = Duration.between(before.start(), before.end());
    Duration allowed = length.compareTo(DAY) < 0 ? SHORTEST_BREAK : LONG_WEEKEND;
    return Duration.between(before.end(), after.start()).compareTo(allowed) >= 0;
  }
}
