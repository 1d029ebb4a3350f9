package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.write.Rows;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server process whose client is gone goes on waiting in its COPY and keeps its locks; the next attempt has to end it. */
@EntasisTest
@Timeout(60)
class FenceTest {

  private static final IngestOptions ONE_SECOND =
      IngestOptions.defaults().batchTimeout(Duration.ofSeconds(1)).attempts(1);

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  FenceTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    this.entasis = database.through(proxy).entasis().open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  @Test
  void whatAServerThatStopsReadingHasBegunIsEndedAndStoredOnce() {
    List<Tick> rows = Feed.into(database, 1_000);
    proxy.afterBytes(30_000).blackhole();

    IngestReport report = entasis.ticks().saveAll(rows, ONE_SECOND.attempts(3));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(1_000);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }
}
