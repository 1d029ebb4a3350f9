package io.entasis.partition;

import java.time.Duration;

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
