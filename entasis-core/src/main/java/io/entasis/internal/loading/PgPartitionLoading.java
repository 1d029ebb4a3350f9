package io.entasis.internal.loading;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.db.Database;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.internal.partition.PartitionLayout;
import io.entasis.internal.partition.RawFloor;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.BackfillReport;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import io.entasis.partition.LoadableTable;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionLoading;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.PartitionSize;
import io.entasis.partition.RestoreReport;
import io.entasis.partition.RestoredState;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Loading of partitions on PostgreSQL. */
public final class PgPartitionLoading implements PartitionLoading {

  private final Database database;
  private final PartitionChanges changes;
  private final List<LoadKind<?>> kinds;

  /**
   * In that database, of these tables.
   *
   * @param changes is told of rows that come with partitions
   */
  public PgPartitionLoading(Database database, PartitionChanges changes, List<LoadKind<?>> kinds) {
    this.database = database;
    this.changes = changes;
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public <T> BackfillReport backfill(
      LoadableTable<T> table,
      YearMonth month,
      Iterator<? extends T> rows,
      BackfillOptions options) {
    LoadKind<T> kind = kindOf(table);
    PartitionKey partition = new PartitionKey(
        table.name(),
        PartitionSize.MONTH.nameAt(table.name(), TimeRange.month(month).from()),
        TimeRange.month(month));
    Backfilling.checkOver(partition, database.clock().instant());
    checkLayout(partition);
    Follower follower = new Follower(options.loading().monitor(), partition.name());
    Backfilling<T> content = new Backfilling<>(
        database.sql(), kind, partition, rows, Backfilling.Settings.of(options, follower));
    new SideLoad(database, new LoadTarget(kind, partition, changes), options.loading(), follower)
        .run(content);
    return new BackfillReport(partition, content.report());
  }

  /** The past keeps its sizes, so it is enough to look once. */
  private void checkLayout(PartitionKey partition) {
    PartitionLayout layout = database
        .sessions()
        .with(
            "loading " + partition.name(),
            connection -> PartitionLayout.read(connection, database.sql(), partition.table()));
    if (!layout.makes(partition.name(), partition.range())) {
      throw new InvalidInputException("month " + partition.range() + " of " + partition.table()
          + " cannot be filled at one go: its rows belong into smaller partitions, the first of which is "
          + layout.at(partition.range().from()));
    }
  }

  @Override
  public RestoreReport restore(
      ArchiveEntry entry, PartitionArchive archive, RestoredState state, LoadOptions options) {
    LoadKind<?> kind = kindNamed(entry.partition().table());
    Restoring.checkLayout(entry, kind.layout());
    Follower follower = new Follower(options.monitor(), entry.partition().name());
    follower.begin(LoadStep.FETCH);
    try (PartitionRows rows = archive.read(entry, following(follower))) {
      Restoring content =
          new Restoring(database.sql(), new Restoring.Archived(entry, rows), state, follower);
      new SideLoad(database, new LoadTarget(kind, entry.partition(), changes), options, follower)
          .run(content);
    } catch (ArchiveCancelledException e) {
      throw follower.cancelled(e);
    }
    return new RestoreReport(entry, state, follower.elapsed());
  }

  @Override
  public RestoreReport restore(LoadableTable<?> table, String partition, PartitionArchive archive) {
    ArchiveEntry entry = archive.get(kindOf(table).table().name(), partition);
    RestoredState state = database
        .sessions()
        .with(
            "restoring " + partition,
            connection -> Landings.natural(
                entry.partition(), new RawFloor(database.sql(), table.name()).read(connection)));
    return restore(entry, archive, state, LoadOptions.defaults());
  }

  @Override
  public List<String> removeAbandoned() {
    return new LoadingCatalog(database).removeAbandoned();
  }

  /** Tables are equal when the values of their rows are of one type. */
  @SuppressWarnings("unchecked")
  private <T> LoadKind<T> kindOf(LoadableTable<T> table) {
    LoadKind<?> kind = kindNamed(table.name());
    if (!kind.table().equals(table)) {
      throw new InvalidInputException(
          "rows of table " + table + " are no " + table.rowType().getSimpleName());
    }
    return (LoadKind<T>) kind;
  }

  private LoadKind<?> kindNamed(String table) {
    Optional<LoadKind<?>> found =
        kinds.stream().filter(kind -> kind.table().name().equals(table)).findFirst();
    return found.orElseThrow(() -> new InvalidInputException(
        "there is no partitioned table " + Objects.requireNonNull(table)));
  }

  private static ArchiveMonitor following(Follower follower) {
    return new ArchiveMonitor() {
      @Override
      public void onProgress(ArchiveProgress progress) {
        follower.look();
      }
    };
  }
}
