package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.failingAfter;
import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.BatchConflictException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows saved under a key. */
@EntasisTest
class ReceiptTest {

  private static final IngestOptions KEYED =
      IngestOptions.defaults().batchSize(10).key("feed of 2024-01-10");

  private final Entasis entasis;
  private final TestDatabase database;

  ReceiptTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void aReplayIsStoredOnceAndReportedAsDuplicate() {
    entasis.ticks().saveAll(series(25), KEYED);

    IngestReport replay = entasis.ticks().saveAll(series(25), KEYED);

    assertThat(replay.accepted()).isZero();
    assertThat(replay.duplicate()).isEqualTo(25);
    assertThat(replay.batches()).isZero();
    assertThat(replay.rows()).isEqualTo(25);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(25));
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 20})
  void aReplayAfterACrashStoresWhatIsMissing(int rowsUntilTheCrash) {
    Causes.of(
        IngestFailedException.class,
        () -> entasis
            .ticks()
            .saveAll(failingAfter(rowsUntilTheCrash, new IllegalStateException("crash")), KEYED));
    long stored = Rows.count(database);
    assertThat(stored).isEqualTo(rowsUntilTheCrash / 10 * 10L);

    List<Long> duplicates = new ArrayList<>();
    IngestReport replay = entasis
        .ticks()
        .saveAll(series(25), KEYED.listener(progress -> duplicates.add(progress.duplicate())));

    assertThat(replay.duplicate()).isEqualTo(stored);
    assertThat(replay.accepted()).isEqualTo(25 - stored);
    assertThat(duplicates).hasSize(3);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(25));
  }

  @Test
  void otherRowsUnderTheSameKeyAreAConflict() {
    entasis.ticks().saveAll(series(5), KEYED);
    List<Tick> others = new ArrayList<>(series(5));
    others.set(2, tick(99));

    for (List<Tick> rows : List.of(others, series(4), series(6))) {
      BatchConflictException conflict =
          Causes.of(BatchConflictException.class, () -> entasis.ticks().saveAll(rows, KEYED));
      assertThat(conflict.batchKey()).isEqualTo("feed of 2024-01-10");
    }
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(5));
  }

  @Test
  void aConflictInALaterBatchStoresNothingOfIt() {
    entasis.ticks().saveAll(series(15), KEYED);
    List<Tick> others = new ArrayList<>(series(30));
    others.set(12, tick(99));

    IngestFailedException failed =
        Causes.of(IngestFailedException.class, () -> entasis.ticks().saveAll(others, KEYED));

    assertThat(failed).hasCauseInstanceOf(BatchConflictException.class);
    assertThat(failed.report().duplicate()).isEqualTo(10);
    assertThat(failed.report().accepted()).isZero();
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(15));
  }

  @Test
  void withoutAKeyTheSameRowsAreStoredAgain() {
    entasis.ticks().saveAll(series(3));
    entasis.ticks().saveAll(series(3));

    assertThat(Rows.count(database)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's \\ \"odd\"; drop table ingest_batch; --", "ключ ? {d} $1 %s", "k"})
  void aKeyMayHoldAnyCharacters(String key) {
    IngestOptions options = IngestOptions.defaults().key(key);
    entasis.ticks().saveAll(series(3), options);

    assertThat(entasis.ticks().saveAll(series(3), options).duplicate()).isEqualTo(3);
    assertThat(database.query("select batch_key from ingest_batch")).containsExactly(key);
  }

  @Test
  void aKeyHasItsBounds() {
    Causes.of(InvalidInputException.class, () -> IngestOptions.defaults().key(" "));
    Causes.of(InvalidInputException.class, () -> IngestOptions.defaults().key(""));
    Causes.of(
        InvalidInputException.class,
        () -> IngestOptions.defaults().key("k".repeat(IngestOptions.LONGEST_KEY + 1)));
    IngestOptions longest =
        IngestOptions.defaults().key("k".repeat(IngestOptions.LONGEST_KEY)).batchSize(1);
    assertThat(entasis.ticks().saveAll(series(11), longest).accepted()).isEqualTo(11);
  }

  @Test
  void twoWritersAtOnceStoreItOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      List<Future<IngestReport>> writers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        writers.add(threads.submit(() -> {
          start.await(30, TimeUnit.SECONDS);
          return entasis.ticks().saveAll(series(100), KEYED);
        }));
      }
      IngestReport one = writers.get(0).get(30, TimeUnit.SECONDS);
      IngestReport other = writers.get(1).get(30, TimeUnit.SECONDS);

      assertThat(one.accepted() + other.accepted()).isEqualTo(100);
      assertThat(one.duplicate() + other.duplicate()).isEqualTo(100);
      assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(100));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void holdsInsideATransactionToo() {
    entasis.ticks().saveAll(series(5), KEYED);

    entasis.useTransaction(transaction -> {
      assertThat(transaction.ticks().saveAll(series(5), KEYED).duplicate()).isEqualTo(5);
      IngestOptions other = KEYED.key("other");
      assertThat(transaction.ticks().saveAll(series(3), other).accepted()).isEqualTo(3);
      assertThat(transaction.ticks().saveAll(series(3), other).duplicate()).isEqualTo(3);
      Causes.of(BatchConflictException.class, () -> transaction.ticks().saveAll(series(4), other));
    });

    assertThat(Rows.count(database)).isEqualTo(8);
  }

  @Test
  void aKeyOfATransactionThatWasRolledBackIsFree() {
    Causes.of(
        IllegalStateException.class,
        () -> entasis.useTransaction(transaction -> {
          transaction.ticks().saveAll(series(5), KEYED);
          throw new IllegalStateException();
        }));

    assertThat(entasis.ticks().saveAll(series(6), KEYED).accepted()).isEqualTo(6);
  }
}
