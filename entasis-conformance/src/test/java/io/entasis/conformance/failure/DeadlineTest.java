package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.write.Causes;
import io.entasis.conformance.write.Rows;
import io.entasis.error.DeadlineExceededException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers and networks that stop without a word. */
@EntasisTest
@Timeout(60)
class DeadlineTest {

  private static final IngestOptions ONE_SECOND =
      IngestOptions.defaults().batchTimeout(Duration.ofSeconds(1)).attempts(1);

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  DeadlineTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    this.entasis = database.through(proxy).entasis().open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  /** More than the buffers on the way can hold, so the writer blocks in its send. */
  @Test
  void aServerThatStopsReadingIsLeftInTime() {
    List<Tick> rows = Feed.into(database, 200_000);
    proxy.afterBytes(300_000).blackhole();
    IngestOptions options = ONE_SECOND.batchTimeout(Duration.ofSeconds(5)).batchSize(200_000);

    DeadlineExceededException late =
        Causes.of(DeadlineExceededException.class, () -> entasis.ticks().saveAll(rows, options));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(late).isInstanceOf(RetryableException.class);
    assertThat(Rows.count(database)).isZero();
  }

  @Test
  void aCommitThatIsNeverAnsweredIsResolved() {
    List<Tick> rows = Feed.into(database, 100);
    proxy.onStatement("COMMIT").blackhole();

    IngestReport report = entasis.ticks().saveAll(rows, ONE_SECOND.attempts(3));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(100);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @Test
  void insideATransactionToo() {
    List<Tick> rows = Feed.into(database, 1_000);
    proxy.afterBytes(30_000).blackhole();

    assertThatThrownBy(() ->
            entasis.useTransaction(transaction -> transaction.ticks().saveAll(rows, ONE_SECOND)))
        .hasCauseInstanceOf(DeadlineExceededException.class);

    assertThat(Rows.count(database)).isZero();
  }

  @Test
  void aLockThatIsNotFreeInTimeEndsTheAttempt() throws SQLException {
    List<Tick> rows = Feed.into(database, 10);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table market_data_y2024m01");

      Causes.of(DeadlineExceededException.class, () -> entasis.ticks().saveAll(rows, ONE_SECOND));

      other.rollback();
    }
    assertThat(entasis.ticks().saveAll(rows).accepted()).isEqualTo(10);
    assertThat(Rows.count(database)).isEqualTo(10);
  }

  @Test
  void aLockThatIsFreeInTimeIsWaitedFor() throws Exception {
    List<Tick> rows = Feed.into(database, 10);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table market_data_y2024m01");
      Thread releasing = new Thread(() -> Waits.untilBlocked(database, other));
      releasing.start();

      assertThat(entasis.ticks().saveAll(rows).accepted()).isEqualTo(10);

      releasing.join();
    }
    assertThat(Rows.count(database)).isEqualTo(10);
  }
}
