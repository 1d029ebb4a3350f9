package io.entasis.internal.lifecycle;

import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionInfo;

/**
 * A table that is a partition, or is named like one, as the server's catalogue shows it.
 *
 * @param name its name
 * @param tie what it is to the partitioned table
 * @param range what it holds by its bounds, which a loose table has not: then all time
 * @param isSealed whether its rows can change no more
 * @param isGuarded whether it carries the triggers that watch for changes, none switched off
 * @param storage what it takes up
 */
record Part(
    String name,
    Tie tie,
    TimeRange range,
    boolean isSealed,
    boolean isGuarded,
    PartitionInfo.Storage storage) {

  /** What a table can be to a partitioned one. */
  enum Tie {
    ATTACHED,
    DEFAULT,
    HALF_DETACHED,
    LOOSE
  }

  boolean isAttached() {
    return tie == Tie.ATTACHED;
  }
}
