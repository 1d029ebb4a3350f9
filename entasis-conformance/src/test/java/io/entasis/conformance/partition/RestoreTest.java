package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.archive.ParquetArchive;
import io.entasis.bar.Bar;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.ingest.RejectReason;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.LoadCancelledException;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadProgress;
import io.entasis.partition.LoadStep;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionOccupiedException;
import io.entasis.partition.RestoreReport;
import io.entasis.partition.RestoredState;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archived, dropped, restored: the same rows to the bit, and the same bars. */
@EntasisTest
class RestoreTest {

  private static final PartitionKey FEBRUARY =
      new PartitionKey("market_data", FilledMonth.PARTITION, FilledMonth.RANGE);
  private static final PartitionKey JANUARY = new PartitionKey(
      "market_data", "market_data_y2024m01", TimeRange.month(FilledMonth.MONTH.minusMonths(1)));
  private static final String ROWS =
      "select id, symbol, exchange, extract(epoch from timestamp), price, volume, created_at::text from market_data order by id";

  @TempDir
  private Path folder;

  private ParquetArchive archive;

  @BeforeEach
  void open() {
    archive = ParquetArchive.inFolder(folder);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void aFrozenMonthComesBackSealedToTheBit(Entasis entasis, TestDatabase database) {
    entasis
        .ticks()
        .saveAll(SampleTicks.random(50, 2_000, FilledMonth.RANGE.from(), Duration.ofDays(29)));
    entasis.ticks().saveAll(FilledMonth.random(51, 1_000));
    entasis.rollups().freezeBefore(FilledMonth.RANGE.to());
    database.execute("update bars_1h set high = 4711 where bucket < '2024-02-03+00'");
    List<String> rows = database.query(ROWS);
    List<List<Bar>> bars = FilledMonth.bars(entasis);
    gone(database, FEBRUARY);

    RestoreReport report = entasis.partitions().restore(Tick.TABLE, FilledMonth.PARTITION, archive);

    assertThat(report.state()).isEqualTo(RestoredState.SEALED);
    assertThat(report.entry().rows()).isEqualTo(3_000);
    assertThat(database.query(ROWS)).isEqualTo(rows);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(bars);
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
    assertThat(entasis.rollups().status().rawFloor()).contains(FilledMonth.RANGE.to());
    assertThat(database.query("select count(*) from partition_loading")).containsExactly("0");
    assertSealed(entasis, database);
  }

  @Test
  void aMonthAboveTheFloorComesBackWritableWithItsBars(Entasis entasis, TestDatabase database) {
    List<Tick> ticks = FilledMonth.random(52, 800);
    entasis.ticks().saveAll(ticks);
    List<String> rows = database.query(ROWS);
    ArchiveEntry entry = gone(database, FEBRUARY);
    entasis.rollups().rebuild(FilledMonth.RANGE);
    assertThat(FilledMonth.bars(entasis)).allMatch(List::isEmpty);

    assertThatThrownBy(() -> entasis
            .partitions()
            .restore(entry, archive, RestoredState.SEALED, LoadOptions.defaults()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("above the raw floor");
    RestoreReport report = entasis.partitions().restore(Tick.TABLE, FilledMonth.PARTITION, archive);

    assertThat(report.state()).isEqualTo(RestoredState.WRITABLE);
    assertThat(database.query(ROWS)).isEqualTo(rows);
    assertThat(entasis.rollups().status().ledgerRows()).isZero();
    assertThat(entasis.rollups().verify(FilledMonth.RANGE)).isEmpty();
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    entasis.ticks().saveAll(ticks);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
  }

  @Test
  void frozenMonthsAreReopenedFromTheFloorBackwards(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(53, 500));
    entasis.ticks().save(FilledMonth.at("2024-01-31T23:59:59Z"));
    entasis.ticks().save(FilledMonth.at("2024-03-01T00:00:00Z"));
    entasis.rollups().freezeBefore(FilledMonth.RANGE.to());
    List<List<Bar>> bars = FilledMonth.bars(entasis);
    ArchiveEntry january = gone(database, JANUARY);
    ArchiveEntry february = gone(database, FEBRUARY);

    assertThatThrownBy(() -> writable(entasis, january))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(JANUARY.name())
        .hasMessageContaining("floor");
    assertThat(entasis.rollups().status().rawFloor()).contains(FilledMonth.RANGE.to());

    writable(entasis, february);
    assertThat(entasis.rollups().status().rawFloor()).contains(FilledMonth.RANGE.from());
    assertThat(FilledMonth.bars(entasis)).isEqualTo(bars);
    entasis.ticks().save(FilledMonth.at("2024-02-10T00:00:01Z"));
    assertThat(entasis
            .ticks()
            .saveAll(List.of(FilledMonth.at("2024-01-10T00:00:00Z")))
            .reasons())
        .containsOnlyKeys(RejectReason.BELOW_RAW_FLOOR);

    writable(entasis, january);
    assertThat(entasis.rollups().status().rawFloor()).contains(JANUARY.range().from());
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    entasis.rollups().refresh();
    assertThat(
            entasis.rollups().verify(TimeRange.of(JANUARY.range().from(), FilledMonth.RANGE.to())))
        .isEmpty();
    assertThat(entasis.rollups().freezeBefore(FilledMonth.RANGE.to()))
        .containsExactly(JANUARY.name(), FEBRUARY.name());
  }

  @Test
  void rowsThatAreNotThoseOfTheEntryAreRefused(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(54, 50));
    ArchiveEntry entry = gone(database, FEBRUARY);
    ContentDigest content = entry.content();
    ArchiveEntry other = new ArchiveEntry(
        entry.partition(),
        entry.schemaVersion(),
        entry.layout(),
        new ContentDigest(content.rows(), content.high(), content.low() + 1),
        entry.file(),
        entry.archivedAt(),
        entry.verifiedAt());

    assertThatThrownBy(() -> writable(entasis, other))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("archive of " + FilledMonth.PARTITION);
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  /** Somebody's trigger bends what is written. */
  @Test
  void whatTheTableHoldsIsReadBackAndCompared(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(55, 50));
    ArchiveEntry entry = gone(database, FEBRUARY);
    database.execute(
        "create function bend() returns trigger language plpgsql as $$ begin new.price := 1; return new; end $$");
    database.execute(
        "create function on_table() returns event_trigger language plpgsql as $$ declare made record; begin"
            + " for made in select * from pg_event_trigger_ddl_commands() where object_type = 'table' loop"
            + " execute format('create or replace trigger bend before insert on %s for each row execute function bend()', made.objid::regclass); end loop; end $$");
    database.execute(
        "create event trigger on_table on ddl_command_end when tag in ('CREATE TABLE') execute function on_table()");
    try {
      assertThatThrownBy(() -> writable(entasis, entry))
          .isInstanceOf(ArchiveCorruptException.class)
          .hasMessageContaining("table filled from the archive");
    } finally {
      database.execute("drop event trigger on_table");
    }
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aColumnThatIsGoneIsNamed(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(56, 5));
    ArchiveEntry entry = gone(database, FEBRUARY);
    List<RowColumn> columns = new ArrayList<>(entry.layout().columns());
    columns.add(RowColumn.optional("condition", ColumnType.text()));

    assertThatThrownBy(() -> writable(
            entasis,
            new ArchiveEntry(
                entry.partition(),
                entry.schemaVersion(),
                new RowLayout(columns),
                entry.content(),
                entry.file(),
                entry.archivedAt(),
                entry.verifiedAt())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("condition");
  }

  @Test
  void aMonthThatIsThereAndOneThatIsNotArchivedAreRefused(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(57, 5));
    ExportedRows.archive(database, archive, FEBRUARY, ExportedRows.TICKS);

    assertThatThrownBy(
            () -> entasis.partitions().restore(Tick.TABLE, FilledMonth.PARTITION, archive))
        .isInstanceOf(PartitionOccupiedException.class);
    assertThatThrownBy(() -> entasis.partitions().restore(Tick.TABLE, JANUARY.name(), archive))
        .isInstanceOf(NotFoundException.class);
    assertThat(entasis.ticks().all().count()).isEqualTo(5);
  }

  @Test
  void anEmptyMonthComesBackEmpty(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(58, 5));
    database.execute("delete from market_data");
    gone(database, FEBRUARY);

    entasis.partitions().restore(Tick.TABLE, FilledMonth.PARTITION, archive);

    assertThat(database.query(
            "select inhrelid::regclass from pg_inherits where inhparent = 'market_data'::regclass"))
        .containsExactly(FilledMonth.PARTITION);
    assertThat(entasis.ticks().all().count()).isZero();
  }

  /** As in a database that was made anew: its sequence knows nothing of the rows. */
  @ParameterizedTest
  @ValueSource(longs = {0, 100, 5_000_000_000L})
  void idsOfLaterRowsLieAboveThoseThatCameBack(long lift, Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(60, 1_000));
    database.execute("update market_data set id = id + " + lift);
    gone(database, FEBRUARY);
    database.execute("alter sequence market_data_id_seq restart with 1");
    long highest = archivedIds(entasis, database);

    entasis.ticks().save(FilledMonth.at("2024-03-10T00:00:00Z"));
    database.execute(
        "insert into market_data (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-03-10+00', 1, 1)");

    assertThat(database.query(
            "select id > " + highest + " from market_data where timestamp >= '2024-03-01+00'"))
        .containsExactly("t", "t");
  }

  private long archivedIds(Entasis entasis, TestDatabase database) {
    entasis.partitions().restore(Tick.TABLE, FilledMonth.PARTITION, archive);
    return Long.parseLong(database.query("select max(id) from market_data").get(0));
  }

  @Test
  void itCanBeFollowedAndCancelled(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(59, 50));
    ArchiveEntry entry = gone(database, FEBRUARY);
    List<LoadStep> seen = new ArrayList<>();
    LoadMonitor cancelling = new LoadMonitor() {
      @Override
      public void onProgress(LoadProgress progress) {
        seen.add(progress.step());
      }

      @Override
      public boolean isCancelled() {
        return seen.contains(LoadStep.INDEX);
      }
    };

    assertThatThrownBy(() -> entasis
            .partitions()
            .restore(
                entry, archive, RestoredState.WRITABLE, LoadOptions.defaults().monitor(cancelling)))
        .isInstanceOf(LoadCancelledException.class);
    assertThat(seen.stream().distinct())
        .containsExactly(LoadStep.FETCH, LoadStep.COPY, LoadStep.INDEX);
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  private void writable(Entasis entasis, ArchiveEntry entry) {
    entasis.partitions().restore(entry, archive, RestoredState.WRITABLE, LoadOptions.defaults());
  }

  private ArchiveEntry gone(TestDatabase database, PartitionKey partition) {
    ArchiveEntry entry = ExportedRows.archive(database, archive, partition, ExportedRows.TICKS);
    database.execute("drop table " + partition.name());
    return entry;
  }

  private static void assertSealed(Entasis entasis, TestDatabase database) {
    assertThat(entasis
            .ticks()
            .saveAll(List.of(FilledMonth.at("2024-02-10T00:00:00Z")))
            .reasons())
        .containsOnlyKeys(RejectReason.BELOW_RAW_FLOOR);
    for (String change : List.of(
        "delete from market_data where timestamp < '2024-03-01+00'",
        "update market_data_y2024m02 set price = 1",
        "truncate market_data_y2024m02",
        "insert into market_data (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-02-10+00', 1, 1)")) {
      assertThatThrownBy(() -> database.execute(change))
          .describedAs(change)
          .hasStackTraceContaining("sealed");
    }
  }
}
