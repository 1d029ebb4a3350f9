package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
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
      String change = disturbance.next();
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
