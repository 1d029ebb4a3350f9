package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.StepKind;
import io.entasis.partition.StepResult;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others have left behind is put right, and said. */
@EntasisTest
class RepairTest {

  private static final MaintenancePolicy TICKS =
      MaintenancePolicy.defaults().only(PartitionedTable.MARKET_DATA).createAhead(1);
  private static final TimeRange ALL =
      TimeRange.of(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));

  private final TestDatabase database;
  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");
  private final Entasis entasis;

  RepairTest(TestDatabase database) {
    this.database = database;
    this.entasis = Months.open(database, clock);
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void aDefaultPartitionIsDrainedAndReported() {
    List<Tick> ticks = Months.ticks("2024-04", "2024-07");
    withDefault(ticks);
    entasis.rollups().refresh();

    MaintenanceReport report = maintain(TICKS);

    assertThat(Months.words(report)).contains("DONE DRAIN_DEFAULT rest");
    assertThat(report.results(StepKind.DRAIN_DEFAULT).get(0).detail())
        .startsWith(ticks.size() + " rows moved into [market_data_y2024m04, ")
        .endsWith("rest is detached and empty");
    assertThat(Months.attached(database))
        .containsExactly(
            "market_data_y2024m04",
            "market_data_y2024m05",
            "market_data_y2024m06",
            "market_data_y2024m07");
    assertThat(Months.ticksIn(database, "rest")).isZero();
    assertThat(entasis.ticks().all().list()).containsExactlyInAnyOrderElementsOf(ticks);
    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
        .isEmpty();
    entasis.rollups().refresh();
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list()).hasSize(122);
    Months.load(entasis, "2024-08", "2024-08");
    assertThat(maintain(TICKS).results()).isEmpty();
  }

  /** The check that holds for the empty table is what says so. */
  @Test
  void itsRowsAreNotReadAgainWhenTheyAreAttached() {
    withDefault(Months.ticks("2024-04", "2024-05"));
    maintain(TICKS);

    assertThat(database.query("select conname from pg_constraint where conname = 'entasis_bounds'"))
        .isEmpty();
    assertThat(database.query(
            "select count(*) from pg_index where indrelid = 'market_data_y2024m04'::regclass"))
        .containsExactly("3");
    assertThat(
            database.query(
                "select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relname like 'market_data_y2024m04%'"))
        .containsExactly("4");
  }

  @Test
  void rowsOfADefaultPartitionThatNoPartitionCanTakeAreLeftWhereTheyAre() {
    database.execute(
        "create table odd partition of market_data for values from ('2024-04-10 00:00+00') to ('2024-04-20 00:00+00')");
    withDefault(Months.ticks("2024-04", "2024-04"));

    MaintenanceReport report = maintain(TICKS);

    assertThat(report.results(StepKind.DRAIN_DEFAULT).get(0).failure().orElseThrow())
        .hasMessageContaining("market_data_y2024m04")
        .hasMessageContaining("odd");
    assertThat(entasis.ticks().all().count()).isEqualTo(60);
    assertThat(Months.attached(database)).contains("rest");
  }

  @Test
  void nothingIsDetachedWhileADefaultPartitionStays() {
    database.execute(
        "create table odd partition of market_data for values from ('2024-05-10 00:00+00') to ('2024-05-20 00:00+00')");
    Months.load(entasis, "2024-01", "2024-01");
    withDefault(Months.ticks("2024-05", "2024-06"));

    MaintenanceReport report = maintain(TICKS);

    assertThat(Months.words(report))
        .contains(
            "FAILED DRAIN_DEFAULT rest",
            "LEFT_OUT SEAL market_data_y2024m01",
            "LEFT_OUT DETACH market_data_y2024m01");
  }

  @Test
  void aHalfDoneDetachIsFinishedAtTheStart() throws SQLException {
    Months.load(entasis, "2024-05", "2024-06");
    entasis.rollups().refresh();
    HalfDetached.make(database, "market_data_y2024m05");

    assertThat(Months.words(maintain(TICKS)))
        .containsExactly(
            "DONE FINISH_DETACH market_data_y2024m05", "DONE CREATE market_data_y2024m07");

    assertThat(Months.ticksIn(database, "market_data_y2024m05")).isEqualTo(62);
    entasis.rollups().refresh();
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list()).hasSize(30);
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  @Test
  void theTableOfSomebodyElsesDetachIsNeverDropped() throws SQLException {
    Months.load(entasis, "2024-02", "2024-06");
    HalfDetached.make(database, "market_data_y2024m05");

    maintain(TICKS.dropUnarchived());
    clock.advanceDays(400);
    maintain(TICKS.dropUnarchived());

    assertThat(Months.exists(database, "market_data_y2024m05")).isTrue();
    assertThat(Months.exists(database, "market_data_y2024m02")).isFalse();
  }

  @Test
  void aPartitionWithoutTriggersGetsThemAndItsBarsAreBuilt() {
    database.execute("create table market_data_y2024m05 partition of market_data"
        + " for values from ('2024-05-01 00:00+00') to ('2024-06-01 00:00+00')");
    database.execute("insert into market_data_y2024m05 (symbol, exchange, timestamp, price, volume)"
        + " values ('BTC-USDT', 'X', '2024-05-10 00:00+00', 1, 1)");
    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list()).isEmpty();

    assertThat(Months.words(maintain(TICKS))).startsWith("DONE GUARD market_data_y2024m05");

    assertThat(entasis.bars().of("BTC-USDT", BarSize.ofDays(1)).list()).hasSize(1);
    assertThat(entasis.rollups().status().isHealthy()).isTrue();
  }

  @Test
  void contractsOfQuotesThatNoTriggerSawAreEntered() {
    database.execute("create table option_data_y2024m05 partition of option_data"
        + " for values from ('2024-05-01 00:00+00') to ('2024-06-01 00:00+00')");
    database.execute(
        "insert into option_data_y2024m05 (underlying, strike_price, expiry_date, option_type, timestamp)"
            + " values ('BTC', 1, '2024-12-27 08:00+00', 'PUT', '2024-05-10 00:00+00')");
    assertThat(database.query("select * from option_contract")).isEmpty();

    MaintenancePolicy quotes = MaintenancePolicy.defaults().only(PartitionedTable.OPTION_DATA);
    assertThat(Months.words(maintain(quotes))).startsWith("DONE GUARD option_data_y2024m05");

    assertThat(database.query("select underlying from option_contract")).containsExactly("BTC");
  }

  @Test
  void aForeignPartitionIsSealedWithItsTimeAndLeftAttached() {
    database.execute("create table history partition of market_data"
        + " for values from (minvalue) to ('2024-01-01 00:00+00')");
    Months.load(entasis, "2024-01", "2024-06");

    assertThat(Months.words(maintain(TICKS)))
        .containsSubsequence(
            "DONE SEAL history",
            "DONE SEAL market_data_y2024m01",
            "DONE DETACH market_data_y2024m01");
    assertThat(Months.attached(database)).contains("history");
  }

  @Test
  void whatWasDetachedByHandIsSaidAndLeft() {
    Months.load(entasis, "2024-05", "2024-06");
    maintain(TICKS);
    database.execute("alter table market_data detach partition market_data_y2024m07");

    assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.name()).isEqualTo("market_data_y2024m07"));
    MaintenanceReport report = maintain(TICKS);
    assertThat(report.outcome()).isEqualTo(MaintenanceReport.Outcome.INCOMPLETE);
    assertThat(report.results().get(0).detail()).contains("market_data_y2024m07");
  }

  /** They can be no partition, and no later archive of one that is archived already. */
  @Test
  void rowsBelowTheRawFloorThatADefaultHeldStayInItsTable() {
    Months.load(entasis, "2024-06", "2024-06");
    entasis.rollups().freezeBefore(Instant.parse("2024-05-01T00:00:00Z"));
    withDefault(Months.ticks("2024-04", "2024-05"));

    MaintenanceReport report = maintain(TICKS);

    assertThat(report.results(StepKind.DRAIN_DEFAULT).get(0).detail())
        .startsWith("62 rows moved into [market_data_y2024m05]")
        .endsWith("keeps 60 rows that lie below the raw floor");
    assertThat(Months.attached(database))
        .containsExactly("market_data_y2024m05", "market_data_y2024m06", "market_data_y2024m07");
    assertThat(Months.ticksIn(database, "rest")).isEqualTo(60);
    assertThat(Months.ticksIn(database, "market_data_y2024m05")).isEqualTo(62);
  }

  @Test
  void whatChangesWhileADefaultPartitionIsCopiedIsMovedToo() {
    List<Tick> ticks = Months.ticks("2024-04", "2024-05");
    withDefault(ticks);
    HookedDataSource source = new HookedDataSource(database.dataSource());
    source.before("select virtualtransaction", connection -> {
      database.execute("delete from market_data where timestamp < '2024-04-03 00:00+00';"
          + " update market_data set price = 4711 where timestamp >= '2024-04-03 00:00+00' and timestamp < '2024-04-04 00:00+00';"
          + " update market_data set timestamp = timestamp + interval '1 hour' where timestamp >= '2024-05-31 00:00+00';"
          + " insert into market_data (symbol, exchange, timestamp, price, volume) values ('BTC-USDT', 'X', '2024-05-10 00:00+00', 1, 1),"
          + " ('BTC-USDT', 'X', '2024-03-10 00:00+00', 1, 1)");
    });
    try (Entasis other = Entasis.builder()
        .dataSource(source)
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open()) {
      List<String> changed = new ArrayList<>();
      MaintenanceListener listener = new MaintenanceListener() {
        @Override
        public void ended(StepResult result) {
          if (result.step().kind() == StepKind.DRAIN_DEFAULT) {
            changed.addAll(
                database.query(
                    "select id, symbol, timestamp at time zone 'UTC', price from market_data order by id"));
          }
        }
      };
      MaintenanceReport report = other.partitions().maintenance(TICKS).preview().apply(listener);

      assertThat(Months.words(report)).contains("DONE DRAIN_DEFAULT rest");
      assertThat(changed).hasSize(ticks.size() - 4 + 2);
      assertThat(changed).filteredOn(row -> row.contains("|4711.")).hasSize(2);
      assertThat(changed).filteredOn(row -> row.contains("2024-05-31 11:")).hasSize(2);
    }
    assertThat(Months.attached(database)).startsWith("market_data_y2024m03");
    entasis.rollups().refresh();
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
    assertThat(Months.ticksIn(database, "rest")).isZero();
  }

  @Test
  void aDrainThatFailsLeavesNoTableInTheWay() {
    withDefault(Months.ticks("2024-04", "2024-05"));
    HookedDataSource source = new HookedDataSource(database.dataSource());
    source.before("select virtualtransaction", connection -> {
      throw new SQLException("no", "55P03");
    });
    try (Entasis other = Entasis.builder()
        .dataSource(source)
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open()) {
      MaintenanceReport report =
          other.partitions().maintenance(TICKS.attempts(1)).preview().apply();

      assertThat(Months.words(report)).contains("FAILED DRAIN_DEFAULT rest");
    }
    assertThat(Months.exists(database, "market_data_y2024m04")).isFalse();
    assertThat(entasis.ticks().all().count()).isEqualTo(122);
    assertThat(Months.words(maintain(TICKS))).contains("DONE DRAIN_DEFAULT rest");
  }

  /** What has left before has nothing to do with it. */
  @Test
  void whatIsDetachedIsDroppedThoughADefaultPartitionStays() {
    Months.load(entasis, "2024-02", "2024-06");
    maintain(TICKS.dropUnarchived());
    database.execute(
        "create table odd partition of market_data for values from ('2024-08-10 00:00+00') to ('2024-08-20 00:00+00')");
    withDefault(Months.ticks("2024-08", "2024-08"));
    clock.advanceDays(7);

    assertThat(Months.words(maintain(TICKS.dropUnarchived())))
        .contains("FAILED DRAIN_DEFAULT rest", "DONE DROP market_data_y2024m02");
  }

  private void withDefault(List<Tick> ticks) {
    database.execute("create table rest partition of market_data default");
    StringBuilder values = new StringBuilder();
    for (Tick tick : ticks) {
      values
          .append(values.isEmpty() ? "" : ", ")
          .append("('%s', '%s', '%s', %s, %s)"
              .formatted(
                  tick.symbol(), tick.exchange(), tick.timestamp(), tick.price(), tick.volume()));
    }
    database.execute(
        "insert into market_data (symbol, exchange, timestamp, price, volume) values " + values);
  }

  private MaintenanceReport maintain(MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().apply();
  }
}
