package io.entasis.conformance.failure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of an attempt includes the months that it makes. */
@EntasisTest
@Timeout(60)
class PartitionDeadlineTest {

  @Test
  void aServerThatStopsWhileAMonthIsMadeIsLeftInTime(TestServer server, TestDatabase database)
      throws Exception {
    IngestOptions options =
        IngestOptions.defaults().batchTimeout(Duration.ofSeconds(5)).attempts(1);
    try (FaultProxy proxy = FaultProxy.before(server);
        Entasis entasis = database.through(proxy).entasis().open()) {
      proxy.onStatement("create table").blackhole();

      CompletableFuture<?> save =
          Beside.supply(() -> entasis.ticks().saveAll(SampleTicks.series(3), options));
      assertThat(proxy.awaitTriggered(1, Feed.PATIENCE)).isTrue();

      try {
        assertThatThrownBy(() -> save.get(30, SECONDS))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .hasCauseInstanceOf(RetryableException.class);
      } finally {
        proxy.cut();
        save.handle((report, failure) -> true).get(10, SECONDS);
      }
      assertThat(Rows.count(database)).isZero();
    }
  }
}
