package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectLimitExceededException;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Kept bars outlive the ticks that they were built from. */
@EntasisTest
class FreezeTest {

  private static final Instant FLOOR = Trades.MONTH;
  private static final Tick LATE = Trades.at("IBM", FLOOR.minusSeconds(3_600), "5", "1");
  private static final Tick IN_TIME = Trades.at("IBM", FLOOR.plusSeconds(3_600), "6", "1");

  @Test
  void barsStayWhenTheirMonthIsDropped(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(Trades.random(new Random(3), 400));
    List<List<Bar>> before = bars(entasis);

    List<String> sealed = entasis.rollups().freezeBefore(FLOOR);
    database.execute("alter table market_data detach partition market_data_y2024m01");
    database.execute("drop table market_data_y2024m01");

    assertThat(sealed).containsExactly("market_data_y2024m01");
    assertThat(bars(entasis)).isEqualTo(before);
    entasis.ticks().save(IN_TIME);
    entasis.rollups().refresh();
    entasis.rollups().rebuild(TimeRange.of(Trades.FROM, Trades.TO));
    assertThat(entasis.bars().of("IBM", BarSize.ofMinutes(1)).before(FLOOR).list())
        .isEqualTo(before.get(0).stream()
            .filter(bar -> bar.symbol().equals("IBM") && bar.start().isBefore(FLOOR))
            .toList());
    assertThat(entasis.rollups().verify(TimeRange.of(Trades.FROM, Trades.TO))).isEmpty();
    assertThat(entasis.rollups().status().rawFloor()).contains(FLOOR);
  }

  /** The grid of local days is drawn over the bars that are left, not over the ticks. */
  @Test
  void barsOfDroppedMonthsKeepTheirGrids(Entasis entasis, TestDatabase database) {
    entasis
        .ticks()
        .saveAll(List.of(
            Trades.at("IBM", Instant.parse("2023-10-02T15:00:00Z"), "1", "1"),
            Trades.at("IBM", Instant.parse("2023-12-02T15:00:00Z"), "2", "1")));
    BarQuery days = entasis.bars().of("IBM", BarSize.ofDays(1)).in(ZoneId.of("America/New_York"));
    List<Bar> before = days.list();
    Optional<Bar> newest = days.descending().findFirst();

    entasis.rollups().freezeBefore(Instant.parse("2024-01-01T00:00:00Z"));
    database.execute("drop table market_data_y2023m10, market_data_y2023m12");

    assertThat(before).hasSize(2);
    assertThat(days.list()).isEqualTo(before);
    assertThat(entasis
            .bars()
            .of("IBM", BarSize.ofDays(1))
            .during(TimeRange.between(LocalDate.of(2023, 12, 3), LocalDate.of(2023, 12, 4)))
            .fillPreviousClose(1)
            .list())
        .extracting(bar -> bar.close().intValueExact())
        .containsExactly(2);
    assertThat(days.descending().findFirst()).isEqualTo(newest);
    assertThat(
            entasis.bars().of("IBM", BarSize.ofHours(1)).descending().limit(1).list())
        .extracting(Bar::start)
        .containsExactly(Instant.parse("2023-12-02T15:00:00Z"));
  }

  /** A close that came after the range began is no previous close. */
  @Test
  void aFillThatBeginsInTheMiddleOfAFrozenMinuteLooksNoFurther(
      Entasis entasis, TestDatabase database) {
    Instant noon = Instant.parse("2024-01-10T12:00:00Z");
    entasis
        .ticks()
        .saveAll(List.of(
            Trades.at("IBM", noon.minusSeconds(110), "1", "1"),
            Trades.at("IBM", noon.plusSeconds(10), "2", "1"),
            Trades.at("IBM", noon.plusSeconds(50), "3", "1")));
    entasis.rollups().freezeBefore(FLOOR);
    BarQuery filled = entasis.bars().of("IBM", BarSize.ofMinutes(1)).fillPreviousClose(10);
    TimeRange cut = TimeRange.of(noon.plusSeconds(30), noon.plusSeconds(180));
    TimeRange whole = TimeRange.of(noon.plusSeconds(60), noon.plusSeconds(180));
    assertThat(filled.during(cut).list().get(0).close().intValueExact()).isEqualTo(3);

    database.execute("drop table market_data_y2024m01");

    assertThat(filled.during(cut).list())
        .isNotEmpty()
        .extracting(bar -> bar.close().intValueExact())
        .containsOnly(1);
    assertThat(filled.during(whole).list())
        .isNotEmpty()
        .extracting(bar -> bar.close().intValueExact())
        .containsOnly(3);
  }

  @Test
  void aLateTickIsRejectedWithItsReasonWhetherItsMonthIsThereOrNot(
      Entasis entasis, TestDatabase database) {
    frozen(entasis);
    assertRejected(entasis);

    database.execute("alter table market_data detach partition market_data_y2024m01");
    database.execute("drop table market_data_y2024m01");
    assertRejected(entasis);

    try (Entasis other = database.entasis().open()) {
      assertRejected(other);
    }
    assertThat(
            database.query("select count(*) from pg_class where relname = 'market_data_y2024m01'"))
        .containsExactly("0");
  }

  @Test
  void aLateTickIsRejectedInATransactionAndTheOthersAreStored(Entasis entasis) {
    frozen(entasis);

    IngestReport report = entasis.withTransaction(tx -> tx.ticks().saveAll(List.of(LATE, IN_TIME)));

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.rejections())
        .containsExactly(new Rejection(1, RejectReason.BELOW_RAW_FLOOR, "timestamp"));
    assertThat(entasis.ticks().of("IBM").findLatest()).contains(IN_TIME);
  }

  @Test
  void lateTicksCountTowardsTheRejectLimit(Entasis entasis) {
    frozen(entasis);

    assertThatThrownBy(() -> entasis
            .ticks()
            .saveAll(List.of(LATE, IN_TIME), IngestOptions.defaults().rejectLimit(0)))
        .isInstanceOf(RejectLimitExceededException.class);
    assertThat(entasis.ticks().of("IBM").since(FLOOR).count()).isZero();
  }

  @Test
  void plainSqlCannotChangeASealedMonth(Entasis entasis, TestDatabase database) {
    frozen(entasis);
    List<String> changes = new ArrayList<>();
    for (String table : List.of("market_data", "market_data_y2024m01")) {
      changes.add("update " + table + " set price = 9 where timestamp < '2024-02-01 00:00+00'");
      changes.add("delete from " + table + " where timestamp < '2024-02-01 00:00+00'");
      changes.add(
          "insert into " + table
              + " (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-01-31 23:00+00', 1, 1)");
      changes.add("truncate " + table);
    }
    changes.forEach(change -> assertThatThrownBy(() -> database.execute(change))
        .describedAs(change)
        .hasStackTraceContaining("sealed"));
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
  }

  @Test
  void aNoteBelowTheFloorIsPutAside(Entasis entasis, TestDatabase database) {
    frozen(entasis);
    database.execute(
        "insert into rollup_ledger (symbol, hour, bucket) values ('IBM', '2024-01-31 22:00+00', '2024-01-31 22:59+00'), ('', '2024-01-31 22:00+00', '2024-01-31 22:59+00')");
    database.execute("delete from bars_1m where bucket = '2024-01-31 23:00+00'");

    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).before(FLOOR).list())
        .hasSize(1);
    assertThat(entasis.rollups().refresh().ignored()).isEqualTo(2);
    assertThat(database.query("select count(*) from bars_1h where bucket < '2024-02-01 00:00+00'"))
        .containsExactly("1");
  }

  @Test
  void aPartitionOnBothSidesCannotBeFrozen(Entasis entasis) {
    entasis.ticks().save(LATE);

    assertThatThrownBy(() -> entasis.rollups().freezeBefore(FLOOR.minusSeconds(86_400)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("market_data_y2024m01");
    entasis.ticks().save(LATE);
  }

  @Test
  void aFloorInTheMiddleOfAMonthOrToComeIsRefusedThoughNoPartitionIsThere(Entasis entasis) {
    entasis.ticks().save(LATE);

    for (Instant floor : List.of(
        FLOOR.plusSeconds(86_400),
        Instant.now()
            .atOffset(ZoneOffset.UTC)
            .plusMonths(2)
            .truncatedTo(ChronoUnit.DAYS)
            .withDayOfMonth(1)
            .toInstant())) {
      assertThatThrownBy(() -> entasis.rollups().freezeBefore(floor))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(floor.toString());
    }
    assertThat(entasis.rollups().status().rawFloor()).isEmpty();
    assertThat(entasis.ticks().saveAll(List.of(IN_TIME, LATE)).accepted()).isEqualTo(2);
  }

  @Test
  void anEarlierFloorChangesNothing(Entasis entasis) {
    frozen(entasis);

    assertThat(entasis.rollups().freezeBefore(Instant.parse("2023-01-01T00:00:00Z")))
        .isEmpty();

    assertThat(entasis.rollups().status().rawFloor()).contains(FLOOR);
  }

  @Test
  void aWriterThatHoldsTheMonthIsWaitedForAndThenNamedInAnError(
      Entasis entasis, TestDatabase database) throws Exception {
    entasis.ticks().save(LATE);
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("delete from market_data_y2024m01");
      statement.execute("select pg_advisory_xact_lock(1)");

      assertThatThrownBy(() -> entasis.rollups().freezeBefore(FLOOR))
          .isInstanceOf(RetryableException.class);
      writer.rollback();
    }
    assertThat(entasis.rollups().status().rawFloor()).isEmpty();
    assertThat(entasis.rollups().freezeBefore(FLOOR)).hasSize(1);
  }

  private static void frozen(Entasis entasis) {
    entasis.ticks().save(LATE);
    entasis.rollups().freezeBefore(FLOOR);
  }

  private static void assertRejected(Entasis entasis) {
    IngestReport report = entasis.ticks().saveAll(List.of(IN_TIME, LATE, IN_TIME));
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejections())
        .containsExactly(new Rejection(2, RejectReason.BELOW_RAW_FLOOR, "timestamp"));
    assertThat(report.partitionsCreated()).doesNotContain("market_data_y2024m01");
    assertThatThrownBy(() -> entasis.ticks().save(LATE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("market_data");
  }

  private static List<List<Bar>> bars(Entasis entasis) {
    return List.of(
            BarSize.ofMinutes(1),
            BarSize.ofMinutes(5),
            BarSize.ofHours(1),
            BarSize.ofDays(1),
            BarSize.ofMonth())
        .stream()
        .map(size -> entasis.bars().of(Trades.SYMBOLS, size).list())
        .toList();
  }
}
