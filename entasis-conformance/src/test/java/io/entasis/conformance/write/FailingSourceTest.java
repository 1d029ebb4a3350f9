package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.failingAfter;
import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.Entasis;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source or a listener that throws half-way. */
@EntasisTest
class FailingSourceTest {

  private static final IngestOptions TENS = IngestOptions.defaults().batchSize(10);
  private final RuntimeException failure = new IllegalStateException("the feed broke");

  private final Entasis entasis;
  private final TestDatabase database;

  FailingSourceTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 25})
  void leavesNothingOfTheUnfinishedBatch(int rows) {
    IngestFailedException failed = catchThrowableOfType(
        IngestFailedException.class,
        () -> entasis.ticks().saveAll(failingAfter(rows, failure), TENS));

    int stored = rows / 10 * 10;
    assertThat(failed).hasCause(failure).hasMessageContaining("row " + rows);
    assertThat(failed.report().accepted()).isEqualTo(stored);
    assertThat(failed.report().batches()).isEqualTo(stored / 10);
    assertThat(failed.report().rejected()).isZero();
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(stored));
  }

  @Test
  void theStreamIsClosedThen() {
    AtomicInteger closed = new AtomicInteger();
    Stream<Tick> stream = SampleTicks.lazySeries(100)
        .peek(tick -> {
          if (tick.price().intValue() == 15) {
            throw failure;
          }
        })
        .onClose(closed::incrementAndGet);

    assertThatThrownBy(() -> entasis.ticks().saveAll(stream, TENS))
        .isInstanceOf(IngestFailedException.class);

    assertThat(closed).hasValue(1);
    assertThat(Rows.count(database)).isEqualTo(10);
  }

  @Test
  void anErrorIsNotWrapped() {
    Error error = new StackOverflowError();
    Stream<Tick> stream = SampleTicks.lazySeries(100).peek(tick -> {
      if (tick.price().intValue() == 15) {
        throw error;
      }
    });

    assertThatThrownBy(() -> entasis.ticks().saveAll(stream, TENS)).isSameAs(error);
    assertThat(Rows.count(database)).isEqualTo(10);
  }

  @Test
  void aListenerThatThrowsEndsTheCallAfterItsBatch() {
    IngestOptions options = TENS.listener(progress -> {
      if (progress.batches() == 2) {
        throw failure;
      }
    });

    IngestFailedException failed = catchThrowableOfType(
        IngestFailedException.class, () -> entasis.ticks().saveAll(series(50), options));

    assertThat(failed).hasCause(failure);
    assertThat(failed.report().accepted()).isEqualTo(20);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(series(20));
  }

  @Test
  void insideATransactionNothingOfTheCallRemainsAndTheRestDoes() {
    List<IngestFailedException> failures = new ArrayList<>();

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1_001));
      failures.add(catchThrowableOfType(
          IngestFailedException.class,
          () -> transaction.ticks().saveAll(failingAfter(25, failure), TENS)));
      assertThat(transaction.ticks().all().count()).isEqualTo(1);
      transaction.ticks().saveAll(List.of(tick(1_002)));
      failures.add(catchThrowableOfType(
          IngestFailedException.class,
          () -> transaction.ticks().saveAll(failingAfter(5, failure), TENS)));
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1_001), tick(1_002));
    assertThat(failures).allSatisfy(failed -> {
      assertThat(failed.report().accepted()).isZero();
      assertThat(failed.report().batches()).isZero();
      assertThat(failed).hasCause(failure);
    });
  }

  @Test
  void insideATransactionAnErrorUndoesTheCallToo() {
    Error error = new StackOverflowError();
    Stream<Tick> stream = SampleTicks.lazySeries(100).peek(tick -> {
      if (tick.price().intValue() == 15) {
        throw error;
      }
    });

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1_001));
      assertThatThrownBy(() -> transaction.ticks().saveAll(stream, TENS)).isSameAs(error);
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1_001));
  }
}
