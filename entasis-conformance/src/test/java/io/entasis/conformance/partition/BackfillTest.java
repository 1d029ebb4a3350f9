package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.BackfillReport;
import io.entasis.partition.BelowRawFloorException;
import io.entasis.partition.LoadCancelledException;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadProgress;
import io.entasis.partition.LoadStep;
import io.entasis.partition.LoadableTable;
import io.entasis.partition.PartitionOccupiedException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EntasisTest
class BackfillTest {

  private static final String ROWS =
      "select row_number() over (order by id), symbol, exchange, timestamp, price, volume from market_data order by id";

  @Test
  void aMonthIsAsIfItHadBeenSaved(Entasis entasis, TestServer server, TestDatabase database) {
    List<Tick> ticks = FilledMonth.random(1, 3_000);
    try (TestDatabase other = server.createDatabase();
        Entasis saving = other.entasis().open()) {
      saving.ticks().saveAll(ticks);

      BackfillReport report = entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, ticks);

      assertThat(report.partition().name()).isEqualTo(FilledMonth.PARTITION);
      assertThat(report.partition().range()).isEqualTo(FilledMonth.RANGE);
      assertThat(report.rows().accepted()).isEqualTo(3_000);
      assertThat(report.rows().rejected()).isZero();
      assertThat(report.rows().partitionsCreated()).containsExactly(FilledMonth.PARTITION);
      assertThat(Shapes.of(database, FilledMonth.PARTITION))
          .isEqualTo(Shapes.of(other, FilledMonth.PARTITION));
      assertThat(database.query(ROWS)).isEqualTo(other.query(ROWS));
      assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.bars(saving));
    }
    assertThat(entasis.ticks().all().list()).isEqualTo(FilledMonth.ordered(ticks));
  }

  @Test
  void barsAreKeptAtOnceAndNothingWaits(Entasis entasis, TestDatabase database) {
    entasis.rollups().declare(BarSize.ofDays(7));
    entasis.ticks().save(FilledMonth.at("2024-01-31T23:00:00Z"));
    entasis.ticks().save(FilledMonth.at("2024-03-01T01:00:00Z"));
    entasis.rollups().refresh();
    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(2, 2_000));

    assertThat(entasis.rollups().status().ledgerRows()).isZero();
    assertThat(entasis.rollups().verify(FilledMonth.RANGE)).isEmpty();
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    assertThat(
            database.query(
                "select sum(ticks) from bars_1d where bucket >= '2024-02-01+00' and bucket < '2024-03-01+00'"))
        .containsExactly("2000");
    assertThat(database.query("select sum(ticks) from bars_7d")).containsExactly("2002");
  }

  @Test
  void barsThatNoTickExplainsAnyMoreAreReplaced(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(3, 500));
    entasis.rollups().refresh();
    database.execute("drop table " + FilledMonth.PARTITION);

    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(4, 500));

    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    assertThat(entasis.rollups().verify(FilledMonth.RANGE)).isEmpty();
  }

  @Test
  void laterChangesAreNoted(Entasis entasis) {
    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(5, 500));

    entasis.ticks().saveAll(FilledMonth.random(6, 100));

    assertThat(entasis.rollups().status().ledgerRows()).isPositive();
    assertThat(entasis.rollups().status().unguarded()).isEmpty();
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
  }

  @Test
  void rowsThatCannotBeStoredAreReported(Entasis entasis) {
    List<Tick> ticks = FilledMonth.random(7, 10);
    List<Tick> rows = new ArrayList<>(ticks.subList(0, 3));
    rows.add(FilledMonth.at("2024-01-31T23:59:59.999999Z"));
    rows.add(FilledMonth.at("2024-03-01T00:00:00Z"));
    rows.add(null);
    rows.add(new Tick(
        " ",
        "KRAKEN",
        FilledMonth.RANGE.from(),
        ticks.get(0).price(),
        ticks.get(0).volume()));
    rows.addAll(ticks.subList(3, 10));

    BackfillReport report = entasis
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            rows.iterator(),
            BackfillOptions.defaults().keptRejections(3));

    assertThat(report.rows().accepted()).isEqualTo(10);
    assertThat(report.rows().rejected()).isEqualTo(4);
    assertThat(report.rows().rejections())
        .containsExactly(
            new Rejection(4, RejectReason.TOO_EARLY, "timestamp"),
            new Rejection(5, RejectReason.TOO_LATE, "timestamp"),
            new Rejection(6, RejectReason.VALUE_MISSING, "row"));
    assertThat(report.rows().reasons()).containsEntry(RejectReason.NAME_BLANK, 1L);
    assertThat(entasis.ticks().all().list()).isEqualTo(FilledMonth.ordered(ticks));
  }

  @Test
  void pastTheRejectLimitNothingIsStored(Entasis entasis, TestDatabase database) {
    Stream<Tick> rows = Stream.concat(
        FilledMonth.random(8, 7_000).stream(), Stream.of(FilledMonth.at("2024-01-01T00:00:00Z")));

    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(
                Tick.TABLE,
                FilledMonth.MONTH,
                rows.iterator(),
                BackfillOptions.defaults().rejectLimit(0)))
        .isInstanceOfSatisfying(RejectLimitExceededException.class, e -> {
          assertThat(e.report().accepted()).isZero();
          assertThat(e.report().rejected()).isEqualTo(1);
        });
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aFailingSourceLeavesNothing(Entasis entasis, TestDatabase database) {
    IllegalStateException failure = new IllegalStateException("secret");
    Stream<Tick> rows = Stream.concat(FilledMonth.random(9, 7_000).stream(), Stream.generate(() -> {
      throw failure;
    }));

    assertThatThrownBy(() -> entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, rows))
        .isInstanceOf(IngestFailedException.class)
        .hasMessageContaining("7000")
        .hasMessageNotContaining("secret")
        .hasCause(failure);
    assertThat(FilledMonth.traces(database)).isEmpty();
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
  }

  @Test
  void withoutARowThatCanBeStoredNoPartitionIsMade(Entasis entasis, TestDatabase database) {
    BackfillReport report = entasis
        .partitions()
        .backfill(Tick.TABLE, FilledMonth.MONTH, List.of(FilledMonth.at("2024-01-01T00:00:00Z")));

    assertThat(report.rows().accepted()).isZero();
    assertThat(report.rows().rejected()).isEqualTo(1);
    assertThat(report.rows().partitionsCreated()).isEmpty();
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aMonthWithRowsIsRefused(Entasis entasis) {
    List<Tick> before = FilledMonth.random(10, 5);
    entasis.ticks().saveAll(before);

    assertThatThrownBy(() ->
            entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(11, 5)))
        .isInstanceOf(PartitionOccupiedException.class)
        .hasMessageContaining(FilledMonth.PARTITION)
        .hasMessageContaining("has rows");
    assertThat(entasis.ticks().all().list()).isEqualTo(FilledMonth.ordered(before));
  }

  @Test
  void anEmptyMonthGivesWay(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(FilledMonth.random(12, 5));
    database.execute("delete from market_data");

    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(13, 500));

    assertThat(entasis.ticks().all().count()).isEqualTo(500);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    assertThat(
            database.query(
                "select indexrelid::regclass from pg_index where indrelid = 'market_data_y2024m02'::regclass order by 1"))
        .hasSize(3)
        .allMatch(index -> index.startsWith("market_data_y2024m02_"));
  }

  @Test
  void aTableOfTheNameAndOtherBoundsAreNamed(Entasis entasis, TestDatabase database) {
    database.execute("create table market_data_y2024m02 ()");
    assertThatThrownBy(() ->
            entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(14, 5)))
        .isInstanceOf(PartitionOccupiedException.class)
        .hasMessageContaining("not attached");

    database.execute("drop table market_data_y2024m02");
    database.execute(
        "create table week partition of market_data for values from ('2024-02-05+00') to ('2024-02-12+00')");
    assertThatThrownBy(() ->
            entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(15, 5)))
        .isInstanceOf(PartitionOccupiedException.class)
        .hasMessageContaining("week");
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aDefaultPartitionIsInTheWayOnlyOfItsRows(Entasis entasis, TestDatabase database) {
    database.execute("create table rest partition of market_data default");
    database.execute(
        "insert into market_data (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-02-10+00', 1, 1)");
    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(16, 50)))
        .isInstanceOf(PartitionOccupiedException.class)
        .hasMessageContaining("default");
    assertThat(FilledMonth.traces(database)).isEmpty();

    database.execute("delete from rest");
    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(16, 50));
    assertThat(entasis.ticks().all().count()).isEqualTo(50);
  }

  @Test
  void aFrozenMonthIsRefusedWithWhatToDo(Entasis entasis, TestDatabase database) {
    entasis.rollups().freezeBefore(FilledMonth.RANGE.to());

    assertThatThrownBy(() ->
            entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(17, 5)))
        .isInstanceOfSatisfying(
            BelowRawFloorException.class,
            e -> assertThat(e.floor()).isEqualTo(FilledMonth.RANGE.to()))
        .hasMessageContaining("restore");
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aMonthThatIsFrozenMeanwhileIsRefused(Entasis entasis, TestDatabase database) {
    BackfillOptions options = BackfillOptions.defaults()
        .loading(LoadOptions.defaults()
            .monitor(
                at(LoadStep.DERIVE, () -> entasis.rollups().freezeBefore(FilledMonth.RANGE.to()))));

    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(
                Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(18, 500).iterator(), options))
        .isInstanceOf(BelowRawFloorException.class);
    assertThat(FilledMonth.traces(database)).isEmpty();
    assertThat(entasis.bars().of("IBM", BarSize.ofDays(1)).list()).isEmpty();
  }

  @Test
  void aMonthThatIsNotOverIsRefused(TestDatabase database) {
    Clock lastMoment = Clock.fixed(Instant.parse("2024-02-29T23:59:59.999999Z"), ZoneOffset.UTC);
    try (Entasis entasis = database.entasis().clock(lastMoment).open()) {
      assertThatThrownBy(() -> entasis
              .partitions()
              .backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(19, 5)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("not over");
    }
  }

  @Test
  void onlyLoadableTablesAreLoaded(Entasis entasis) {
    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(new LoadableTable<>("predictions", Tick.class), FilledMonth.MONTH, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("predictions");
    assertThatThrownBy(() -> entasis
            .partitions()
            .backfill(
                new LoadableTable<>("market_data", String.class), FilledMonth.MONTH, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("String");
  }

  @Test
  void idsAscendAndGoOnWhereTheyWere(Entasis entasis, TestDatabase database) {
    entasis.ticks().save(FilledMonth.at("2024-03-05T00:00:00Z"));
    List<Tick> series = IntStream.range(0, 12_345)
        .mapToObj(number -> new Tick(
            "IBM", "KRAKEN", FilledMonth.RANGE.from(), BigDecimal.ONE, BigDecimal.valueOf(number)))
        .toList();

    entasis.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, series);
    entasis.ticks().save(FilledMonth.at("2024-03-05T00:00:01Z"));

    assertThat(database.query(
            "select volume::int from market_data where timestamp < '2024-03-01+00' order by id"))
        .isEqualTo(IntStream.range(0, 12_345).mapToObj(String::valueOf).toList());
    assertThat(database.query(
            "select count(distinct id) = count(*), max(id) = max(id) filter (where timestamp = '2024-03-05 00:00:01+00'),"
                + " min(id) = min(id) filter (where timestamp = '2024-03-05+00') from market_data"))
        .containsExactly("t|t|t");
  }

  @Test
  void historyCanSayWhenItWasKnown(Entasis entasis, TestDatabase database) {
    entasis
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            FilledMonth.random(20, 50).iterator(),
            BackfillOptions.defaults().knownAfter(Duration.ofSeconds(7)));

    assertThat(database.query("select distinct created_at - timestamp from market_data"))
        .containsExactly("00:00:07");
  }

  @Test
  void theMonitorSeesEveryStepInOrder(Entasis entasis) {
    List<LoadProgress> seen = new ArrayList<>();
    BackfillOptions options =
        BackfillOptions.defaults().loading(LoadOptions.defaults().monitor(seen::add));

    entasis
        .partitions()
        .backfill(
            Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(21, 12_000).iterator(), options);

    assertThat(seen.stream().map(LoadProgress::step).distinct().toList())
        .containsExactly(LoadStep.COPY, LoadStep.INDEX, LoadStep.DERIVE, LoadStep.ATTACH);
    assertThat(seen)
        .extracting(LoadProgress::rows)
        .contains(0L, 5_000L, 10_000L, 12_000L)
        .isSorted();
    assertThat(seen).extracting(LoadProgress::elapsed).isSorted();
  }

  @ParameterizedTest
  @EnumSource(value = LoadStep.class, mode = EnumSource.Mode.EXCLUDE, names = "FETCH")
  void itCanBeCancelledAtEveryStep(LoadStep step, Entasis entasis, TestDatabase database) {
    Set<LoadStep> seen = EnumSet.noneOf(LoadStep.class);
    LoadMonitor cancelling = new LoadMonitor() {
      @Override
      public void onProgress(LoadProgress progress) {
        seen.add(progress.step());
      }

      @Override
      public boolean isCancelled() {
        return seen.contains(step);
      }
    };

    assertThatThrownBy(() -> load(entasis, cancelling, 800))
        .isInstanceOf(LoadCancelledException.class)
        .hasMessageContaining(FilledMonth.PARTITION);
    assertThat(FilledMonth.traces(database)).isEmpty();
    assertThat(entasis.ticks().all().count()).isZero();
    assertThat(FilledMonth.bars(entasis)).allMatch(List::isEmpty);

    entasis.rollups().refresh();
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
    load(entasis, LoadMonitor.none(), 100);
    assertThat(entasis.ticks().all().count()).isEqualTo(100);
  }

  @Test
  void anInterruptCancels(Entasis entasis, TestDatabase database) {
    assertThatThrownBy(() ->
            load(entasis, at(LoadStep.INDEX, () -> Thread.currentThread().interrupt()), 500))
        .isInstanceOf(LoadCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  @Test
  void aMonitorThatThrowsEndsTheLoad(Entasis entasis, TestDatabase database) {
    IllegalStateException failure = new IllegalStateException("no");

    assertThatThrownBy(() -> load(
            entasis,
            at(LoadStep.ATTACH, () -> {
              throw failure;
            }),
            500))
        .isSameAs(failure);
    assertThat(FilledMonth.traces(database)).isEmpty();
  }

  private static void load(Entasis entasis, LoadMonitor monitor, int rows) {
    entasis
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            FilledMonth.random(22, rows).iterator(),
            BackfillOptions.defaults().loading(LoadOptions.defaults().monitor(monitor)));
  }

  private static LoadMonitor at(LoadStep step, Runnable work) {
    return progress -> {
      if (progress.step() == step) {
        work.run();
      }
    };
  }
}
