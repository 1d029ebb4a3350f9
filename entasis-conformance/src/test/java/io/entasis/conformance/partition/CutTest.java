package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.EntasisException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionState;
import io.entasis.partition.PartitionedTable;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maintenance that is cut after the first statement of its first step, the next one after the second, and so on until the step is done;
 * then the same with the next step. In the end everything is done and nothing is lost.
 */
@EntasisTest
class CutTest {

  private static final String OLD = "market_data_y2024m02";
  private static final int ROWS = 58;
  private static final int MOST_RUNS = 400;

  private final MovingClock clock = new MovingClock("2024-06-15T12:00:00Z");

  @Test
  void cutAnywhereItCompletes(TestDatabase database, @TempDir Path folder) {
    try (Entasis entasis = Months.open(database, clock);
        PartitionArchive archive = Months.archive(folder)) {
      Months.load(entasis, "2024-02", "2024-06");
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .createAhead(1)
          .archive(archive)
          .grace(Duration.ZERO)
          .attempts(1);
      int runs = cutUntilDone(
          database, entasis, policy, () -> assertNothingIsLost(database, entasis, archive));

      assertThat(runs).isGreaterThan(20);
      assertThat(Months.exists(database, OLD)).isFalse();
      assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
          .isEmpty();
      assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).in(PartitionState.DROPPED))
          .hasSize(1);
      assertThat(entasis.partitions().maintenance(policy).preview().isEmpty()).isTrue();
      assertThat(Months.attached(database)).hasSize(5).contains("market_data_y2024m07");
    }
  }

  /** At every moment each row shows once. */
  @Test
  void aDefaultPartitionIsDrainedWhereverThatIsCut(TestDatabase database) {
    try (Entasis entasis = Months.open(database, clock)) {
      Months.load(entasis, "2024-06", "2024-06");
      database.execute("create table rest partition of market_data default");
      database.execute(
          "insert into market_data (symbol, exchange, timestamp, price, volume)"
              + " select 'BTC-USDT', 'X', timestamptz '2024-07-15 00:00+00' + n * interval '1 day', 1, 1 from generate_series(1, 30) n");
      long rows = entasis.ticks().all().count();
      MaintenancePolicy policy = MaintenancePolicy.defaults()
          .only(PartitionedTable.MARKET_DATA)
          .createAhead(1)
          .attempts(1);

      int runs = cutUntilDone(
          database,
          entasis,
          policy,
          () -> assertThat(entasis.ticks().all().count()).isEqualTo(rows));

      assertThat(runs).isGreaterThan(20);
      assertThat(Months.attached(database))
          .containsExactly("market_data_y2024m06", "market_data_y2024m07", "market_data_y2024m08");
      assertThat(entasis.partitions().list(PartitionedTable.MARKET_DATA).problems())
          .isEmpty();
      assertThat(Months.ticksIn(database, "rest")).isZero();
    }
  }

  private int cutUntilDone(
      TestDatabase database, Entasis entasis, MaintenancePolicy policy, Runnable check) {
    int statements = 0;
    int runs = 0;
    List<MaintenanceStep> left = steps(entasis, policy);
    while (!left.isEmpty()) {
      run(database, policy, ++statements);
      awaitTheEndOf(database);
      check.run();
      List<MaintenanceStep> now = steps(entasis, policy);
      statements = now.equals(left) ? statements : 0;
      left = now;
      assertThat(++runs).isLessThan(MOST_RUNS);
    }
    return runs;
  }

  private static List<MaintenanceStep> steps(Entasis entasis, MaintenancePolicy policy) {
    return entasis.partitions().maintenance(policy).preview().steps();
  }

  /** Cut so many statements after it has begun with its first step. */
  private void run(TestDatabase database, MaintenancePolicy policy, int statements) {
    CutDataSource source = new CutDataSource(database.dataSource());
    MaintenanceListener listener = new MaintenanceListener() {
      @Override
      public void began(MaintenanceStep step) {
        source.cutAfter(statements);
      }
    };
    try (Entasis entasis = quiet(source, clock)) {
      MaintenanceReport report =
          entasis.partitions().maintenance(policy).preview().apply(listener);
      assertThat(source.isDead() || report.outcome() == MaintenanceReport.Outcome.DONE)
          .as(report.toString())
          .isTrue();
    } catch (EntasisException e) {
      assertThat(source.isDead()).as(e.getMessage()).isTrue();
    }
  }

  private static Entasis quiet(CutDataSource source, Clock clock) {
    return Entasis.builder()
        .dataSource(source)
        .rollupRefresh(Duration.ZERO)
        .clock(clock)
        .open();
  }

  /** What the server still works on when its client is gone. */
  private static void awaitTheEndOf(TestDatabase database) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> database
            .query(
                "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())")
            .equals(List.of("0")));
  }

  /** The rows are in a table, or in the archive as they were. */
  private static void assertNothingIsLost(
      TestDatabase database, Entasis entasis, PartitionArchive archive) {
    if (Months.exists(database, OLD)) {
      assertThat(Months.ticksIn(database, OLD)).isEqualTo(ROWS);
      return;
    }
    ArchiveEntry entry = archive.get("market_data", OLD);
    archive.verify(entry, ArchiveMonitor.none());
    assertThat(entry.rows()).isEqualTo(ROWS);
    assertThat(entasis.ticks().all().count())
        .isEqualTo(Months.ticks("2024-03", "2024-06").size());
  }
}
