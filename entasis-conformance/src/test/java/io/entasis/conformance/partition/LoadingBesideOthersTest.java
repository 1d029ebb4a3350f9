package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.error.NotSettledException;
import io.entasis.error.RetryableException;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import io.entasis.partition.LoadingElsewhereException;
import io.entasis.partition.PartitionOccupiedException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Readers, writers, refreshes and other loads beside a load. */
@EntasisTest
class LoadingBesideOthersTest {

  /** As ticks say and as kept bars say, in one statement's order: they must agree in every snapshot. */
  private static final String MONTH_SEEN = """
      select
        (select count(*) from market_data where timestamp >= '2024-02-01+00' and timestamp < '2024-03-01+00'),
        (select count(*) from mv_ohlcv_1h where symbol = 'IBM' and timeframe >= '2024-02-01+00' and timeframe < '2024-03-01+00'),
        (select count(distinct date_bin('1 hour', timestamp, '2000-01-03+00')) from market_data
         where symbol = 'IBM' and timestamp >= '2024-02-01+00' and timestamp < '2024-03-01+00')""";

  @Test
  void barsFitTheTicksInEverySnapshotHoweverOldItIs(Entasis entasis, TestDatabase database)
      throws SQLException {
    Map<LoadStep, Connection> snapshots = new EnumMap<>(LoadStep.class);
    try {
      load(
          entasis,
          progress -> snapshots.computeIfAbsent(progress.step(), step -> snapshot(database)),
          3_000);

      assertThat(snapshots)
          .containsKeys(LoadStep.COPY, LoadStep.INDEX, LoadStep.DERIVE, LoadStep.ATTACH);
      for (Map.Entry<LoadStep, Connection> old : snapshots.entrySet()) {
        String[] seen = look(old.getValue()).split("\\|", -1);
        assertThat(seen[1]).describedAs("hourly bars since %s", old.getKey()).isEqualTo(seen[2]);
      }
      assertThat(look(Objects.requireNonNull(snapshots.get(LoadStep.COPY)))).startsWith("0|");
      try (Connection now = snapshot(database)) {
        assertThat(look(now)).startsWith("3000|").doesNotContain("|0");
      }
    } finally {
      for (Connection connection : snapshots.values()) {
        connection.close();
      }
    }
  }

  @Test
  void readersAndWritersGoOn(Entasis entasis, TestDatabase database) throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<String> seen = new ArrayList<>();
    CompletableFuture<Void> reader = Beside.run(() -> {
      do {
        try (Connection now = snapshot(database)) {
          seen.add(look(now));
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      } while (!isOver.get());
    });
    CompletableFuture<Long> writer = Beside.supply(() -> {
      long written = 0;
      do {
        written += entasis
            .ticks()
            .saveAll(List.of(
                FilledMonth.at("2024-03-01T00:00:00Z"), FilledMonth.at("2024-01-31T23:00:00Z")))
            .accepted();
        entasis.rollups().refresh();
      } while (!isOver.get());
      return written;
    });

    load(entasis, LoadMonitor.none(), 20_000);
    isOver.set(true);
    reader.get(1, TimeUnit.MINUTES);
    long written = writer.get(1, TimeUnit.MINUTES);

    assertThat(seen).isNotEmpty().allSatisfy(look -> {
      String[] parts = look.split("\\|", -1);
      assertThat(parts[0]).isIn("0", "20000");
      assertThat(parts[1]).isEqualTo(parts[2]);
    });
    assertThat(written).isPositive();
    assertThat(entasis.ticks().all().count()).isEqualTo(20_000 + written);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
  }

  @Test
  void aRefreshHalfWayLeavesTheNotesOfTheLoadAlone(Entasis entasis, TestDatabase database) {
    List<String> waiting = new ArrayList<>();
    load(
        entasis,
        at(LoadStep.DERIVE, () -> {
          entasis.ticks().save(FilledMonth.at("2024-03-05T00:00:00Z"));
          entasis.rollups().refresh();
          waiting.addAll(database.query(
              "select count(*) > 0, bool_and(hour < '2024-03-01+00') from rollup_ledger"));
        }),
        500);

    assertThat(waiting).containsExactly("t|t");
    assertThat(database.query("select count(*) from rollup_ledger")).containsExactly("0");
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
  }

  @Test
  void whileItIsLoadedTheMonthLooksEmpty(Entasis entasis) {
    List<List<Bar>> bars = new ArrayList<>();
    List<Long> ticks = new ArrayList<>();
    load(
        entasis,
        progress -> {
          if (progress.rows() > 0) {
            bars.add(entasis.bars().of(FilledMonth.SYMBOLS, BarSize.ofDays(1)).list());
            ticks.add(entasis.ticks().all().count());
          }
        },
        500);

    assertThat(ticks).hasSizeGreaterThanOrEqualTo(3).containsOnly(0L);
    assertThat(bars).allMatch(List::isEmpty);
  }

  @Test
  void whatWasKnownIsNotSettledBeforeTheLoadHasEnded(Entasis entasis) {
    List<Instant> half = new ArrayList<>();
    load(
        entasis,
        progress -> {
          if (progress.rows() > 0 && half.isEmpty()) {
            half.add(Instant.now());
          }
          if (progress.step() == LoadStep.ATTACH) {
            await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThatThrownBy(() -> entasis.knownAt(half.get(0)))
                    .isInstanceOf(NotSettledException.class)
                    .hasMessageContaining("still open"));
          }
        },
        500);

    KnownAt then = entasis.knownAt(half.get(0), Duration.ofMinutes(1));
    assertThat(then.ticks().all().count()).isEqualTo(500);
  }

  @Test
  void aSecondLoadOfTheMonthIsToldWhoLoadsIt(Entasis entasis, TestDatabase database) {
    try (Entasis other = database.entasis().open()) {
      List<LoadStep> refusedAt = new ArrayList<>();
      load(
          entasis,
          progress -> {
            assertThatThrownBy(() -> load(other, LoadMonitor.none(), 5))
                .isInstanceOf(LoadingElsewhereException.class)
                .hasMessageContaining(FilledMonth.PARTITION)
                .hasMessageContaining("server process");
            assertThat(other.partitions().removeAbandoned()).isEmpty();
            refusedAt.add(progress.step());
          },
          500);

      assertThat(refusedAt)
          .contains(LoadStep.COPY, LoadStep.INDEX, LoadStep.DERIVE, LoadStep.ATTACH);
      assertThat(entasis.ticks().all().count()).isEqualTo(500);
    }
  }

  @Test
  void otherMonthsAreLoadedAtTheSameTime(Entasis entasis) {
    load(
        entasis,
        at(LoadStep.INDEX, () -> {
          if (entasis.ticks().all().count() == 0) {
            entasis
                .partitions()
                .backfill(
                    Tick.TABLE,
                    FilledMonth.MONTH.minusMonths(1),
                    List.of(FilledMonth.at("2024-01-31T23:59:59Z")));
          }
        }),
        500);

    assertThat(entasis.ticks().all().count()).isEqualTo(501);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
  }

  @Test
  void aWriterThatStoresIntoTheMonthMeanwhileWins(Entasis entasis, TestDatabase database) {
    Tick first = FilledMonth.at("2024-02-29T12:00:00Z");

    assertThatThrownBy(() ->
            load(entasis, at(LoadStep.DERIVE, () -> entasis.ticks().save(first)), 500))
        .isInstanceOf(PartitionOccupiedException.class);

    assertThat(entasis.ticks().all().list()).containsExactly(first);
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    assertThat(database.query("select count(*) from partition_loading")).containsExactly("0");
  }

  @Test
  void aHeldLockIsWaitedForInShortAttempts(Entasis entasis, TestDatabase database)
      throws Exception {
    entasis.ticks().save(FilledMonth.at("2024-03-05T00:00:00Z"));
    try (Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table only market_data in share update exclusive mode");
      LoadOptions options = LoadOptions.defaults().lockTimeout(Duration.ofMillis(20));

      assertThatThrownBy(() -> load(entasis, options.attempts(2)))
          .isInstanceOf(RetryableException.class);
      assertThat(FilledMonth.traces(database)).isEmpty();

      AtomicBoolean isTrying = new AtomicBoolean();
      CompletableFuture<Void> loading = Beside.run(() -> load(
          entasis,
          options.attempts(1_000_000).monitor(at(LoadStep.ATTACH, () -> isTrying.set(true)))));
      await().atMost(Duration.ofMinutes(1)).untilTrue(isTrying);
      entasis.ticks().save(FilledMonth.at("2024-03-05T00:00:01Z"));
      assertThat(entasis.ticks().all().count()).isEqualTo(2);
      holder.rollback();
      loading.get(1, TimeUnit.MINUTES);
    }
    assertThat(entasis.ticks().all().count()).isEqualTo(52);
  }

  @Test
  void attachingReadsNoRow(Entasis entasis, TestDatabase database) throws SQLException {
    List<String> told = new ArrayList<>();
    WatchedDataSource chatty = new WatchedDataSource(database.dataSource(), connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set client_min_messages = debug1");
      }
    });
    try (Entasis verbose = Entasis.builder()
        .dataSource(new ListeningDataSource(chatty, told))
        .rollupRefresh(Duration.ZERO)
        .open()) {
      load(verbose, LoadMonitor.none(), 100);
    }
    assertThat(told)
        .anyMatch(warning -> warning.contains("market_data_y2024m02")
            && warning.contains("is implied by existing constraints"))
        .noneMatch(warning -> warning.contains("verifying table"));
  }

  private static void load(Entasis entasis, LoadOptions options) {
    entasis
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            FilledMonth.random(31, 50).iterator(),
            BackfillOptions.defaults().loading(options));
  }

  private static void load(Entasis entasis, LoadMonitor monitor, int rows) {
    entasis
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            FilledMonth.random(30, rows).iterator(),
            BackfillOptions.defaults().loading(LoadOptions.defaults().monitor(monitor)));
  }

  private static LoadMonitor at(LoadStep step, Runnable work) {
    return progress -> {
      if (progress.step() == step) {
        work.run();
      }
    };
  }

  private static Connection snapshot(TestDatabase database) {
    try {
      Connection connection = database.connect();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select 1 from ingest_batch");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String look(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MONTH_SEEN)) {
      row.next();
      return row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3);
    }
  }
}
