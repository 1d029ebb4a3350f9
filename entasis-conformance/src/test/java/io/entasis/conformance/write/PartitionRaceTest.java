package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EntasisTest
class PartitionRaceTest {

  private static final int WRITERS = 8;
  private static final int MONTHS = 6;

  private final TestDatabase database;

  PartitionRaceTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void eightWritersMakeEachMonthOnce() throws Exception {
    race();
  }

  @Test
  void eightWritersInRepeatableReadMakeEachMonthOnce() throws Exception {
    database.execute("alter database " + database.name()
        + " set default_transaction_isolation = 'repeatable read'");
    race();
  }

  /** Four Entasis with pools of their own, two threads on each; one writes batches, the other single ticks. */
  private void race() throws Exception {
    List<Entasis> all = Stream.generate(this::open).limit(WRITERS / 2).toList();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    try {
      List<Future<List<String>>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Entasis entasis = all.get(writer / 2);
        boolean batch = writer % 2 == 0;
        writers.add(threads.submit(() -> {
          start.await(30, TimeUnit.SECONDS);
          return batch ? batch(entasis) : single(entasis);
        }));
      }
      List<String> created = new ArrayList<>();
      for (Future<List<String>> writer : writers) {
        created.addAll(writer.get(60, TimeUnit.SECONDS));
      }

      assertThat(created).doesNotHaveDuplicates();
      assertThat(Rows.partitions(database)).hasSize(MONTHS);
      assertThat(Rows.count(database)).isEqualTo((long) WRITERS * MONTHS);
    } finally {
      threads.shutdownNow();
      all.forEach(Entasis::close);
    }
  }

  private Entasis open() {
    return Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(2)
        .open();
  }

  private static List<String> batch(Entasis entasis) {
    IngestReport report = entasis.ticks().saveAll(ticks());
    return report.partitionsCreated();
  }

  private static List<String> single(Entasis entasis) {
    ticks().forEach(entasis.ticks()::save);
    return List.of();
  }

  private static List<Tick> ticks() {
    return Stream.iterate(Instant.parse("2024-01-15T00:00:00Z"), at -> at.plus(Duration.ofDays(30)))
        .limit(MONTHS)
        .map(month -> at(month, 1))
        .toList();
  }
}
