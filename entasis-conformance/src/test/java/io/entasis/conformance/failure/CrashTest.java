package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.EntasisException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The server is killed while a writer runs. */
@EntasisTest(durable = true)
class CrashTest {

  private static final int ROWS = 4_000;
  private static final int BATCH = 100;

  @Test
  void whatWasAcknowledgedIsThereOnce(TestServer server, TestDatabase database) throws Exception {
    AtomicLong acknowledged = new AtomicLong();
    CountDownLatch killed = new CountDownLatch(1);
    IngestOptions options = IngestOptions.defaults()
        .batchSize(BATCH)
        .key("feed")
        .listener(progress -> acknowledged.set(progress.accepted()));
    try (Entasis entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .open()) {
      CompletableFuture<IngestReport> writer =
          Beside.supply(() -> entasis.ticks().saveAll(untilKilled(killed), options));
      await().atMost(Feed.PATIENCE).until(() -> acknowledged.get() >= 3L * BATCH);

      server.kill();
      killed.countDown();

      writer.handle((report, failure) -> true).get(60, TimeUnit.SECONDS);
      int stored = (int) Rows.count(database);
      assertThat((long) stored).isGreaterThanOrEqualTo(acknowledged.get());
      assertThat(stored % BATCH).isZero();
      assertThat(Rows.ticks(database)).containsExactlyElementsOf(SampleTicks.series(stored));

      IngestReport replay = replay(entasis, options);
      assertThat(replay.duplicate()).isEqualTo(stored);
      assertThat(replay.accepted()).isEqualTo(ROWS - stored);
    }
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(SampleTicks.series(ROWS));
  }

  /** A feed that takes a while, and does not end before the server is killed. */
  private static Stream<Tick> untilKilled(CountDownLatch killed) {
    return SampleTicks.lazySeries(ROWS).peek(tick -> {
      if (tick.price().intValueExact() % 10 == 0) {
        LockSupport.parkNanos(1_000_000);
      }
      if (tick.price().intValueExact() == ROWS - 1) {
        awaitKill(killed);
      }
    });
  }

  private static void awaitKill(CountDownLatch killed) {
    try {
      assertThat(killed.await(Feed.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static IngestReport replay(Entasis entasis, IngestOptions options) {
    await()
        .atMost(Feed.PATIENCE)
        .ignoreExceptionsInstanceOf(EntasisException.class)
        .until(() -> {
          entasis.ticks().all().findFirst();
          return true;
        });
    return entasis.ticks().saveAll(SampleTicks.series(ROWS), options);
  }
}
