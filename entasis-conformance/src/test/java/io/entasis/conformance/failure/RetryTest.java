package io.entasis.conformance.failure;

import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.write.Causes;
import io.entasis.conformance.write.Rows;
import io.entasis.error.DatabaseException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that pass. */
@EntasisTest
class RetryTest {

  private final Entasis entasis;
  private final TestDatabase database;

  RetryTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03"})
  void deadlocksAndTheLikeAreTriedAgain(String state) {
    List<Tick> rows = Feed.into(database, 100);
    Feed.failFirst(database, 2, state);

    assertThat(entasis.ticks().saveAll(rows).accepted()).isEqualTo(100);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @Test
  void alsoForASingleTick() {
    Feed.into(database, 0);
    Feed.failFirst(database, 2, "40P01");

    entasis.ticks().save(tick(1));

    assertThat(Rows.ticks(database)).containsExactly(tick(1));
  }

  @Test
  void attemptsAreCounted() {
    List<Tick> rows = Feed.into(database, 100);
    Feed.failFirst(database, 3, "40001");

    Causes.of(RetryableException.class, () -> entasis.ticks().saveAll(rows));
    assertThat(database.query("select last_value from of_writes")).containsExactly("3");
    assertThat(Rows.count(database)).isZero();
  }

  @Test
  void theNumberOfAttemptsCanBeSet() {
    List<Tick> rows = Feed.into(database, 10);
    Feed.failFirst(database, 4, "40001");

    assertThat(
            entasis.ticks().saveAll(rows, IngestOptions.defaults().attempts(5)).accepted())
        .isEqualTo(10);
  }

  @Test
  void insideATransactionThereIsOneAttempt() {
    List<Tick> rows = Feed.into(database, 10);
    Feed.failFirst(database, 1, "40001");

    assertThatThrownBy(
            () -> entasis.useTransaction(transaction -> transaction.ticks().saveAll(rows)))
        .hasCauseInstanceOf(RetryableException.class);
    assertThat(database.query("select last_value from of_writes")).containsExactly("1");
  }

  @Test
  void otherFailuresAreNotTriedAgain() {
    List<Tick> rows = Feed.into(database, 10);
    Feed.failFirst(database, 1, "P0001");

    Causes.of(DatabaseException.class, () -> entasis.ticks().saveAll(rows));
    assertThat(database.query("select last_value from of_writes")).containsExactly("1");
    assertThat(Rows.count(database)).isZero();
  }

  /** Two transactions that write under the same two keys, in opposite order. */
  @Test
  void oneOfTwoTransactionsInADeadlockGoesOnAndTheOtherMayBeRepeated() throws Exception {
    List<Tick> rows = Feed.into(database, 10);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier middle = new CyclicBarrier(2);
    try {
      List<Future<?>> transactions = new ArrayList<>();
      for (List<String> keys : List.of(List.of("a", "b"), List.of("b", "a"))) {
        transactions.add(threads.submit(() -> {
          entasis.useTransaction(transaction -> {
            transaction.ticks().saveAll(rows, IngestOptions.defaults().key(keys.get(0)));
            middle.await(30, TimeUnit.SECONDS);
            transaction.ticks().saveAll(rows, IngestOptions.defaults().key(keys.get(1)));
          });
          return true;
        }));
      }
      List<Throwable> failures = new ArrayList<>();
      for (Future<?> transaction : transactions) {
        try {
          transaction.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }

      assertThat(failures)
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasCauseInstanceOf(RetryableException.class));
      assertThat(Rows.count(database)).isEqualTo(20);
    } finally {
      threads.shutdownNow();
    }
  }
}
