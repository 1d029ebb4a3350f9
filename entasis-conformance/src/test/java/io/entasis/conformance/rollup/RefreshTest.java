package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.conformance.Beside;
import io.entasis.market.TimeRange;
import io.entasis.rollup.RefreshReport;
import io.entasis.rollup.RefreshReport.Outcome;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bringing kept bars up to date, beside others and after crashes. */
@EntasisTest
class RefreshTest {

  private static final Instant NOON = Instant.parse("2024-01-10T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BLOCKED =
      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

  @Test
  void theReportCountsWhatWasComputed(Entasis entasis) {
    save(entasis, 0, 5);
    save(entasis, 120, 1);

    RefreshReport first = entasis.rollups().refresh();
    RefreshReport second = entasis.rollups().refresh();

    assertThat(first.outcome()).isEqualTo(Outcome.DONE);
    assertThat(first.batches()).isEqualTo(1);
    assertThat(first.minutes()).isEqualTo(2);
    assertThat(first.ignored()).isZero();
    assertThat(second.minutes()).isZero();
  }

  @Test
  void aLargeLedgerIsWorkedOffInBatches(Entasis entasis, TestDatabase database) {
    entasis
        .ticks()
        .saveAll(IntStream.range(0, 4_500)
            .mapToObj(number ->
                Trades.at("S" + number % 3, NOON.plus(Duration.ofHours(number / 3)), "1", "1"))
            .toList());

    RefreshReport report = entasis.rollups().refresh();

    assertThat(report.batches()).isGreaterThan(2);
    assertThat(report.minutes()).isEqualTo(4_500);
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
    for (String table : List.of("bars_1m", "bars_1h", "bars_1d")) {
      assertThat(database.query("select sum(ticks) from " + table)).containsExactly("4500");
    }
  }

  /** One note stands for a thousand symbols: the notes are few, the bars are many. */
  @Test
  void notesForAllSymbolsAreWorkedOffHourByHour(Entasis entasis, TestDatabase database) {
    entasis
        .ticks()
        .saveAll(IntStream.range(0, 30_000)
            .mapToObj(number -> Trades.at(
                "S" + number % 1_000,
                NOON.plus(Duration.ofHours(number / 10_000))
                    .plus(Duration.ofMinutes(number / 1_000 % 10)),
                "1",
                "1"))
            .toList());
    assertThat(database.query("select distinct symbol from rollup_ledger")).containsExactly("");

    RefreshReport report = entasis.rollups().refresh();

    assertThat(report.batches()).isEqualTo(3);
    assertThat(report.minutes()).isEqualTo(30_000);
    for (String table : List.of("bars_1m", "bars_1h", "bars_1d")) {
      assertThat(database.query("select sum(ticks) from " + table)).containsExactly("30000");
    }
    database.execute("delete from market_data where timestamp >= '2024-01-10 13:00+00'");
    assertThat(entasis.rollups().refresh().minutes()).isEqualTo(20_000);
    assertThat(database.query("select sum(ticks), count(*) from bars_1m"))
        .containsExactly("10000|10000");
  }

  @Test
  void itStepsAsideWhileAnotherRefreshes(Entasis entasis, TestDatabase database) throws Exception {
    save(entasis, 0, 1);
    try (Connection other = blockingRefreshes(database)) {
      assertThat(entasis.rollups().refresh().outcome()).isEqualTo(Outcome.ELSEWHERE);
      assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("1");
      other.rollback();
    }
    assertThat(entasis.rollups().refresh().outcome()).isEqualTo(Outcome.DONE);
  }

  /** What is committed after the ledger was read keeps its row there. */
  @Test
  void aTickThatComesInTheMiddleIsNotLost(Entasis entasis, TestDatabase database) throws Exception {
    save(entasis, 0, 1);
    entasis.rollups().refresh();
    save(entasis, 1, 1);
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select from bars_1m for update");
      CompletableFuture<RefreshReport> refresh =
          Beside.supply(() -> entasis.rollups().refresh());
      await().atMost(PATIENCE).until(() -> !database.query(BLOCKED).isEmpty());

      save(entasis, 2, 1);
      holder.rollback();
      refresh.get();
    }
    assertThat(volumes(entasis)).isEqualTo(3);
    assertThat(entasis.rollups().refresh().minutes()).isEqualTo(1);
    assertThat(volumes(entasis)).isEqualTo(3);
    assertThat(database.query("select ticks from bars_1h")).containsExactly("3");
  }

  @Test
  void aRefreshThatDiesHalfWayIsDoneAgain(Entasis entasis, TestDatabase database) throws Exception {
    save(entasis, 0, 1);
    entasis.rollups().refresh();
    save(entasis, 1, 1);
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select from bars_1m for update");
      CompletableFuture<RefreshReport> refresh =
          Beside.supply(() -> entasis.rollups().refresh());
      List<String> pids =
          await().atMost(PATIENCE).until(() -> database.query(BLOCKED), found -> !found.isEmpty());
      database.query("select pg_terminate_backend(" + pids.get(0) + ")");
      holder.rollback();
      refresh.get();
    }
    entasis.rollups().refresh();
    assertThat(database.query("select ticks from bars_1m")).containsExactly("2");
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
  }

  /** A transaction that begins after the call is not waited for, or a refresh beside a steady feed would never end. */
  @Test
  void itEndsWithWhatWasThereWhenItWasCalled(Entasis entasis, TestDatabase database) {
    save(entasis, 0, 1);
    database.execute(
        "insert into rollup_ledger (symbol, hour, bucket, marked_at) select 'AIG', bucket, bucket, now() + interval '1 hour'"
            + " from generate_series(timestamptz '2024-01-01 00:00+00', timestamptz '2024-12-31 00:00+00', interval '1 hour') bucket");

    RefreshReport report = entasis.rollups().refresh();

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.minutes()).isEqualTo(1);
    assertThat(database.query("select distinct symbol from rollup_ledger")).containsExactly("AIG");
  }

  @Test
  void aRebuildWaitsForWhoeverChangesKeptBars(Entasis entasis, TestDatabase database)
      throws Exception {
    save(entasis, 0, 1);
    entasis.rollups().refresh();
    database.execute("update bars_1m set close = 7");
    try (Connection other = blockingRefreshes(database)) {
      CompletableFuture<RefreshReport> rebuild =
          Beside.supply(() -> entasis.rollups().rebuild(TimeRange.of(NOON, NOON.plusSeconds(60))));
      await().atMost(PATIENCE).until(() -> !database.query(BLOCKED).isEmpty());
      other.rollback();

      assertThat(rebuild.get().outcome()).isEqualTo(Outcome.DONE);
    }
    assertThat(database.query("select close::int from bars_1m")).containsExactly("1");
  }

  @Test
  void theStatusTellsHowFarItIsBehind(Entasis entasis) {
    assertThat(entasis.rollups().status().oldestDirtyMinute()).isEmpty();
    assertThat(entasis.rollups().status().lag()).isZero();
    save(entasis, 90, 1);
    save(entasis, 0, 1);

    var status = entasis.rollups().status();

    assertThat(status.ledgerRows()).isEqualTo(2);
    assertThat(status.oldestDirtyMinute()).contains(NOON);
    assertThat(status.lag()).isPositive();
    assertThat(status.isHealthy()).isTrue();
  }

  @Test
  void itRunsInTheBackground(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().rollupRefresh(Duration.ofMillis(20)).open()) {
      save(entasis, 0, 3);
      await()
          .atMost(PATIENCE)
          .until(() -> database.query("select ticks from bars_1d"), List.of("3")::equals);
      assertThat(entasis.rollups().status().lastFailure()).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("entasis-rollups") && thread.isAlive());
  }

  @Test
  void theBackgroundTellsWhyItFailsAndGoesOn(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().rollupRefresh(Duration.ofMillis(20)).open()) {
      save(entasis, 0, 1);
      database.execute("alter table bars_1d add constraint never check (false) not valid");
      save(entasis, 1, 1);
      await()
          .atMost(PATIENCE)
          .until(() -> entasis.rollups().status().lastFailure().isPresent());
      assertThat(entasis.rollups().status().isHealthy()).isFalse();

      database.execute("alter table bars_1d drop constraint never");
      await()
          .atMost(PATIENCE)
          .until(() -> entasis.rollups().status().ledgerRows() == 0
              && entasis.rollups().status().lastFailure().isEmpty());
    }
  }

  private static Connection blockingRefreshes(TestDatabase database) throws Exception {
    Connection other = database.connect();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute(
          "select pg_advisory_xact_lock(hashtextextended('entasis rollups of \"public\".\"rollup_ledger\"', 0))");
    }
    return other;
  }

  private static void save(Entasis entasis, int second, int ticks) {
    entasis
        .ticks()
        .saveAll(IntStream.range(0, ticks)
            .mapToObj(number -> Trades.at("IBM", NOON.plusSeconds(second), "1", "1"))
            .toList());
  }

  private static int volumes(Entasis entasis) {
    return entasis.bars().of("IBM", BarSize.ofHours(1)).list().get(0).volume().intValueExact();
  }
}
