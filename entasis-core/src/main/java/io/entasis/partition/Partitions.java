package io.entasis.partition;

import java.time.Duration;
import java.time.Instant;

/**
 * The partitions of the large tables: what there is, its upkeep, and loading whole ones.
 *
 * <p>Every method throws a subclass of {@link io.entasis.error.EntasisException} when the database cannot do it. Safe for use by several
 * threads and processes.
 */
public interface Partitions extends PartitionLoading {

  /** What there is of a table: its partitions, gaps between them, and what is not as it should be. Locks nobody out. */
  PartitionListing list(PartitionedTable table);

  /**
   * Counts the rows of a partition, attached or detached. It reads all of them.
   *
   * @param name the partition, for example {@code market_data_y2024m01}
   * @throws io.entasis.error.NotFoundException when the listing of the table has no such partition
   */
  long countRows(PartitionedTable table, String name);

  /**
   * Lets partitions of another size be made from the next free boundary on: where the partitions of the present and those after it end. What
   * is there stays as it is, also beyond a gap, and rows of earlier time go into partitions of the earlier size. Where the boundary lies in the middle of a
   * period of the new size, the first partition is shorter.
   *
   * <p>A process that does not know yet, and writes rows of that time within ten minutes, may get a
   * {@link io.entasis.error.RetryableException}; it knows then.
   *
   * @return from when the size counts
   */
  Instant resize(PartitionedTable table, PartitionSize size);

  /** Maintenance under that policy, to be looked at and then applied. */
  Maintenance maintenance(MaintenancePolicy policy);

  /**
   * Maintains at once, and then again whenever the interval has passed by the clock of this Entasis, on a daemon thread. A run that fails
   * is logged and shows in the status, and the next one comes in its turn. It ends with {@code close()} of what is returned, or of this
   * Entasis.
   *
   * @param interval time between the beginnings of two runs, from a second to 366 days
   * @param listener is told of every step, on that thread
   * @throws io.entasis.error.InvalidInputException when the interval is out of its range
   */
  ScheduledMaintenance maintainEvery(
      Duration interval, MaintenancePolicy policy, MaintenanceListener listener);

  /** As {@link #maintainEvery(Duration, MaintenancePolicy, MaintenanceListener)}, with nobody listening. */
  default ScheduledMaintenance maintainEvery(Duration interval, MaintenancePolicy policy) {
    return maintainEvery(interval, policy, MaintenanceListener.none());
  }
}
