package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EntasisTest
class SavingTest {

  private final Entasis entasis;
  private final TestDatabase database;

  SavingTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void storesOneTick() {
    entasis.ticks().save(tick(17));

    assertThat(Rows.ticks(database)).containsExactly(tick(17));
  }

  @ParameterizedTest
  @CsvSource({"1, 12, 1", "2, 1000, 99", "3, 3000, 50000"})
  void storesExactlyWhatItIsGiven(long seed, int rows, int batchSize) {
    List<Tick> given =
        SampleTicks.random(seed, rows, Instant.parse("2023-11-20T00:00:00Z"), Duration.ofDays(100));

    IngestReport report =
        entasis.ticks().saveAll(given, IngestOptions.defaults().batchSize(batchSize));

    assertThat(Rows.ticks(database)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(given);
    assertThat(report.accepted()).isEqualTo(rows);
    assertThat(report.batches()).isEqualTo((rows + batchSize - 1) / batchSize);
  }

  @ParameterizedTest
  @ValueSource(longs = 11)
  void oneByOneStoresTheSameAsAllAtOnce(long seed) {
    List<Tick> given = SampleTicks.random(seed, 20, NOON, Duration.ofDays(40));

    given.forEach(entasis.ticks()::save);

    assertThat(Rows.ticks(database)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(given);
  }

  @Test
  void takesAnIterableAStreamAndAnIterator() {
    entasis.ticks().saveAll(List.of(tick(1)));
    entasis.ticks().saveAll(Stream.of(tick(2)));
    entasis.ticks().saveAll(List.of(tick(3)).iterator());
    IngestOptions options = IngestOptions.defaults().batchSize(1);
    entasis.ticks().saveAll(List.of(tick(4)), options);
    entasis.ticks().saveAll(Stream.of(tick(5)), options);
    entasis.ticks().saveAll(List.of(tick(6)).iterator(), options);

    assertThat(Rows.ticks(database))
        .containsExactly(tick(1), tick(2), tick(3), tick(4), tick(5), tick(6));
  }

  @Test
  void closesTheStreamThatItHasRead() {
    AtomicInteger closed = new AtomicInteger();

    entasis.ticks().saveAll(Stream.of(tick(1)).onClose(closed::incrementAndGet));

    assertThat(closed).hasValue(1);
  }

  @Test
  void storesNothingForAnEmptySource() {
    IngestReport report = entasis.ticks().saveAll(List.of());

    assertThat(report.rows()).isZero();
    assertThat(report.batches()).isZero();
    assertThat(Rows.partitions(database)).isEmpty();
  }

  @Test
  void tellsTheListenerAfterEveryBatch() {
    List<List<Long>> told = new ArrayList<>();
    List<Long> stored = new ArrayList<>();
    Tick bad = new Tick("", "NYSE", NOON, tick(1).price(), tick(1).volume());
    List<Tick> source = new ArrayList<>(series(25));
    source.add(12, bad);
    IngestOptions options = IngestOptions.defaults().batchSize(10).listener(progress -> {
      told.add(
          List.of(progress.accepted(), progress.rejected(), progress.batches(), progress.rows()));
      stored.add(Rows.count(database));
    });

    entasis.ticks().saveAll(source, options);

    assertThat(told)
        .containsExactly(
            List.of(10L, 0L, 1L, 10L), List.of(20L, 1L, 2L, 21L), List.of(25L, 1L, 3L, 26L));
    assertThat(stored).containsExactly(10L, 20L, 25L);
  }

  @Test
  void reportsWhatItDid() {
    IngestReport report =
        entasis.ticks().saveAll(series(25), IngestOptions.defaults().batchSize(10));

    assertThat(report.accepted()).isEqualTo(25);
    assertThat(report.rejected()).isZero();
    assertThat(report.duplicate()).isZero();
    assertThat(report.rejections()).isEmpty();
    assertThat(report.reasons()).isEmpty();
    assertThat(report.batches()).isEqualTo(3);
    assertThat(report.partitionsCreated()).containsExactly("market_data_y2024m01");
    assertThat(report.elapsed()).isPositive();
  }

  @Test
  void theRowsOfABatchAreWrittenAtOneTime() {
    entasis.ticks().saveAll(series(30), IngestOptions.defaults().batchSize(10));

    assertThat(database.query("select count(*) from market_data group by created_at"))
        .containsExactly("10", "10", "10");
    assertThat(
            database.query(
                "select count(*) from market_data where created_at > now() or created_at < now() - interval '1 hour'"))
        .containsExactly("0");
  }

  @Test
  void idsAreUnique() {
    entasis.ticks().saveAll(series(250), IngestOptions.defaults().batchSize(100));
    entasis.ticks().save(tick(1));
    entasis.ticks().saveAll(List.of(SampleTicks.at(NOON.plus(Duration.ofDays(60)), 1)));

    assertThat(database.query("select count(distinct id) from market_data")).containsExactly("252");
  }
}
