package io.entasis.archive;

import io.entasis.archive.store.ObjectStore;
import io.entasis.internal.archive.Checking;
import io.entasis.internal.archive.EntryShelf;
import io.entasis.internal.archive.Origin;
import io.entasis.internal.archive.ProgressMeter;
import io.entasis.internal.archive.Reading;
import io.entasis.internal.archive.Removal;
import io.entasis.internal.archive.Storing;
import io.entasis.internal.archive.WorkFolder;
import io.entasis.internal.archive.parquet.RowFilter;
import io.entasis.option.OptionQuote;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowLayout;
import io.entasis.tick.Tick;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An archive of partitions as Parquet files, compressed with Zstandard, in a folder or on S3.
 *
 * <pre>{@code
 * try (ParquetArchive archive = ParquetArchive.inFolder(Path.of("/srv/archive"))) {
 *     ArchiveEntry month = archive.get("market_data", "market_data_y2024m01");
 *     List<Tick> ticks = archive.ticks(month).of("IBM").list();
 * }
 * }</pre>
 *
 * <p>The files are read as they are by whatever reads Parquet: numbers are exact decimals, timestamps are instants in microseconds, and
 * the metadata names table, partition, range, version of the schema, number of rows and content hash. Statistics and an index of
 * pages let readers skip. The folder {@code table/partition/} holds a file for each time that a partition was archived, and beside it
 * its entry in JSON, hidden from other readers by an underscore. What others keep in the store is left alone.
 *
 * <p>One archive is for one database. Where several might get into one store, each names its {@linkplain
 * ParquetArchiveBuilder#origin origin}, and what another one has archived is refused.
 *
 * <p>Rows go through a file on this machine, so that a failed request can be repeated without asking the database again; memory
 * holds one row group when writing and one page of each column when reading.
 */
public final class ParquetArchive implements PartitionArchive {

  private final ObjectStore store;
  private final Clock clock;
  private final EntryShelf shelf;
  private final Storing storing;
  private final Checking checking;
  private final Reading reading;
  private final Removal removal;

  ParquetArchive(ObjectStore store, WorkFolder work, Clock clock, Origin origin) {
    this.store = store;
    this.clock = clock;
    this.shelf = new EntryShelf(store, work, origin);
    this.storing = new Storing(store, shelf, work, clock);
    this.checking = new Checking(store, shelf, work);
    this.reading = new Reading(work, checking);
    this.removal = new Removal(store, shelf, work);
  }

  /** An archive in that folder, which is made when it is missing. */
  public static ParquetArchive inFolder(Path folder) {
    return on(FolderStore.at(folder)).open();
  }

  /** The settings of an archive in that store, for example {@link S3Store} or {@link FolderStore}; closing the archive closes it. */
  public static ParquetArchiveBuilder on(ObjectStore store) {
    return new ParquetArchiveBuilder(store);
  }

  @Override
  public ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ArchiveMonitor monitor) {
    return storing.store(request, rows, meter("archiving " + request.partition().name(), monitor));
  }

  @Override
  public Optional<ArchiveEntry> find(String table, String partition) {
    return shelf.find(table, partition);
  }

  @Override
  public ArchiveListing list() {
    return shelf.list();
  }

  @Override
  public void verify(ArchiveEntry entry, ArchiveMonitor monitor) {
    checking.verify(entry, meter("verifying " + entry.partition().name(), monitor));
  }

  @Override
  public PartitionRows read(ArchiveEntry entry, ArchiveMonitor monitor) {
    return reading.open(
        entry, Optional.empty(), meter("reading " + entry.partition().name(), monitor));
  }

  /**
   * A question about the ticks of an archived partition of {@code market_data}, answered from the archive.
   *
   * @throws io.entasis.error.InvalidInputException when the entry is of another table
   */
  public ArchivedQuery<Tick> ticks(ArchiveEntry entry) {
    return query(entry, TickForm::new);
  }

  /**
   * A question about the option quotes of an archived partition of {@code option_data}, answered from the archive.
   *
   * @throws io.entasis.error.InvalidInputException when the entry is of another table
   */
  public ArchivedQuery<OptionQuote> quotes(ArchiveEntry entry) {
    return query(entry, QuoteForm::new);
  }

  @Override
  public void remove(ArchiveEntry entry) {
    removal.remove(entry);
  }

  @Override
  public List<URI> removeLeftovers(Duration olderThan) {
    return removal.leftovers(clock.instant().minus(olderThan));
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> ArchivedQuery<T> query(ArchiveEntry entry, Function<RowLayout, RowForm<T>> formOf) {
    RowForm<T> form = formOf.apply(entry.layout()); // fails here when a column is missing
    return ArchivedQuery.about(
        new ArchivedQuery.Source<>(
            () -> formOf.apply(entry.layout()), wanted -> rows(entry, wanted)),
        RowFilter.everything(form.nameColumn(), form.timeColumn()));
  }

  private PartitionRows rows(ArchiveEntry entry, RowFilter wanted) {
    return reading.open(
        entry,
        Optional.of(wanted),
        meter("reading " + entry.partition().name(), ArchiveMonitor.none()));
  }

  private ProgressMeter meter(String doing, ArchiveMonitor monitor) {
    return new ProgressMeter(doing, monitor, clock);
  }
}
