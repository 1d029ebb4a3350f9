package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law: bars from kept ones equal bars from ticks, in every snapshot, whatever happened and whenever a refresh ran. */
@EntasisTest
class RollupLawTest {

  private static final int CHANGES = 30;
  private static final TimeRange ALL = TimeRange.of(Trades.FROM, Trades.TO);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void afterEveryChange(long seed, Entasis entasis, TestDatabase database) throws Exception {
    Random random = new Random(seed);
    Disturbance disturbance = new Disturbance(entasis, database.dataSource(), random);
    entasis.ticks().saveAll(Trades.random(random, 200));
    for (int number = 0; number < CHANGES; number++) {
      String change = random.nextInt(10) == 0 ? drastic(disturbance, database) : disturbance.next();
      if (random.nextInt(3) == 0) {
        entasis.rollups().refresh();
      }
      if (number == CHANGES / 2) {
        entasis.rollups().declare(BarSize.ofMinutes(15));
      }
      if (random.nextInt(4) == 0) {
        String when = "seed " + seed + ", change " + number + ": " + change;
        entasis.useTransaction(seen -> Routes.compare(seen, when));
        Routes.compareView(entasis, database, when);
      }
    }
    entasis.rollups().refresh();
    entasis.useTransaction(seen -> Routes.compare(seen, "seed " + seed + ", at the end"));
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
    assertThat(entasis.rollups().status().ledgerRows()).isZero();
  }

  /** Above the floor bars are those of the ticks, below it they are those that were frozen. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void afterTheFirstMonthIsFrozenAndDropped(long seed, Entasis entasis, TestDatabase database)
      throws Exception {
    Random random = new Random(seed);
    Disturbance disturbance = new Disturbance(entasis, database.dataSource(), random);
    entasis.ticks().saveAll(Trades.random(random, 200));
    for (int number = 0; number < 5; number++) {
      disturbance.next();
    }
    entasis.rollups().declare(BarSize.ofMinutes(15));
    entasis.useTransaction(seen -> Routes.compare(seen, "seed " + seed + ", before the floor"));
    List<List<Bar>> frozen = entasis.withTransaction(seen -> Routes.before(Trades.MONTH, seen));
    entasis.rollups().freezeBefore(Trades.MONTH);
    Disturbance above = disturbance.aboveFloor();
    int dropAt = random.nextInt(CHANGES / 2);
    for (int number = 0; number < CHANGES / 2; number++) {
      if (number == dropAt) {
        database.execute("drop table market_data_y2024m01");
      }
      String change = random.nextInt(5) == 0 ? drastic(above, database) : above.next();
      if (random.nextInt(3) == 0) {
        entasis.rollups().refresh();
      }
      String when = "seed " + seed + ", change " + number + " above the floor: " + change;
      if (random.nextInt(3) == 0) {
        entasis.useTransaction(seen -> {
          Routes.compareSince(Trades.MONTH, seen, when);
          assertThat(Routes.before(Trades.MONTH, seen)).describedAs(when).isEqualTo(frozen);
        });
      }
    }
    entasis.rollups().rebuild(ALL);
    entasis.useTransaction(seen -> {
      Routes.compareSince(Trades.MONTH, seen, "seed " + seed + ", at the end");
      assertThat(Routes.before(Trades.MONTH, seen)).isEqualTo(frozen);
    });
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  /** What dies leaves its locks to the server, which takes a moment to notice. */
  private static String drastic(Disturbance disturbance, TestDatabase database)
      throws SQLException {
    String change = disturbance.drastic();
    await()
        .until(
            () -> database.query(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                    + " and backend_type = 'client backend'"),
            List.of("0")::equals);
    return change;
  }

  /** Writers, two refreshers, and a reader whose questions see one snapshot each. */
  @Test
  void besideWritersAndRefreshes(Entasis entasis, TestDatabase database) throws Exception {
    entasis.ticks().saveAll(Trades.random(new Random(7), 200));
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Entasis snapshots = database
        .with("options", "-c default_transaction_isolation=repeatable\\ read")
        .entasis()
        .open()) {
      List<Future<?>> writers = IntStream.range(0, 2)
          .<Future<?>>mapToObj(number -> threads.submit(writer(entasis, database, number)))
          .toList();
      List<Future<?>> refreshers = IntStream.range(0, 2)
          .<Future<?>>mapToObj(number -> threads.submit(() -> {
            while (writing.get()) {
              entasis.rollups().refresh();
            }
          }))
          .toList();
      int compared = 0;
      while (writers.stream().anyMatch(writer -> !writer.isDone()) || compared == 0) {
        snapshots.useTransaction(seen -> Routes.compare(seen, "beside writers"));
        compared++;
      }
      writing.set(false);
      for (Future<?> thread : writers) {
        thread.get();
      }
      for (Future<?> thread : refreshers) {
        thread.get();
      }
    } finally {
      writing.set(false);
      threads.shutdownNow();
    }
    entasis.rollups().refresh();
    entasis.useTransaction(seen -> Routes.compare(seen, "at the end"));
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  private static Callable<Integer> writer(Entasis entasis, TestDatabase database, long seed) {
    Disturbance disturbance =
        new Disturbance(entasis, database.dataSource(), new Random(100 + seed));
    return () -> {
      int done = 0;
      for (int number = 0; number < CHANGES; number++) {
        try {
          disturbance.next();
          done++;
        } catch (SQLException e) {
          // two writers that move the same rows may be told to try again
          if (!List.of("40001", "40P01").contains(e.getSQLState())) {
            throw e;
          }
        }
      }
      return done;
    };
  }
}
