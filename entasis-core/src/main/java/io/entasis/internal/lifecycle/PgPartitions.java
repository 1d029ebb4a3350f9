package io.entasis.internal.lifecycle;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.db.Database;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.BackfillReport;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadableTable;
import io.entasis.partition.Maintenance;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionListing;
import io.entasis.partition.PartitionLoading;
import io.entasis.partition.PartitionSize;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.Partitions;
import io.entasis.partition.RestoreReport;
import io.entasis.partition.RestoredState;
import io.entasis.partition.ScheduledMaintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Partitions on PostgreSQL. */
public final class PgPartitions implements Partitions, AutoCloseable {

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

  private final Database database;
  private final PartitionChanges changes;
  private final PartitionLoading loading;
  private final Runnable whenResized;
  private final MaintenanceTimers timers = new MaintenanceTimers();

  /**
   * In that database.
   *
   * @param changes is told of rows that come and go with partitions
   * @param loading loads whole ones
   * @param whenResized lets writers ask for the sizes of partitions again
   */
  public PgPartitions(
      Database database, PartitionChanges changes, PartitionLoading loading, Runnable whenResized) {
    this.database = database;
    this.changes = changes;
    this.loading = loading;
    this.whenResized = whenResized;
  }

  @Override
  public PartitionListing list(PartitionedTable table) {
    return new ListingQuestion(database).ask(Objects.requireNonNull(table, "table"));
  }

  @Override
  public long countRows(PartitionedTable table, String name) {
    return new ListingQuestion(database).count(table, Objects.requireNonNull(name, "name"));
  }

  @Override
  public Instant resize(PartitionedTable table, PartitionSize size) {
    Instant from = new Resizing(database, TableForm.of(table)).to(Objects.requireNonNull(size));
    whenResized.run();
    return from;
  }

  @Override
  public Maintenance maintenance(MaintenancePolicy policy) {
    return new PgMaintenance(
        database, changes, Objects.requireNonNull(policy, "policy"), loading::removeAbandoned);
  }

  @Override
  public ScheduledMaintenance maintainEvery(
      Duration interval, MaintenancePolicy policy, MaintenanceListener listener) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new InvalidInputException("the interval of maintenance must be from "
          + SHORTEST_INTERVAL + " to " + LONGEST_INTERVAL + ", not " + interval);
    }
    database.sessions().checkOpen();
    Maintenance maintenance = maintenance(policy);
    return timers.start(
        () -> MaintenanceTimer.start(maintenance, database.clock(), interval, listener));
  }

  @Override
  public <T> BackfillReport backfill(
      LoadableTable<T> table,
      YearMonth month,
      Iterator<? extends T> rows,
      BackfillOptions options) {
    return loading.backfill(table, month, rows, options);
  }

  @Override
  public RestoreReport restore(
      ArchiveEntry entry, PartitionArchive archive, RestoredState state, LoadOptions options) {
    return loading.restore(entry, archive, state, options);
  }

  @Override
  public RestoreReport restore(LoadableTable<?> table, String partition, PartitionArchive archive) {
    return loading.restore(table, partition, archive);
  }

  @Override
  public List<String> removeAbandoned() {
    return loading.removeAbandoned();
  }

  /** Ends all that is scheduled. */
  @Override
  public void close() {
    timers.close();
  }
}
