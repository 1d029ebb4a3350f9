package io.entasis.conformance.failure;

import static io.entasis.conformance.write.SampleTicks.failingAfter;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.write.Causes;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.WatchedDataSource;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class LostCommitEdgesTest {

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  LostCommitEdgesTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    this.entasis = database.through(proxy).entasis().open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  /** The server can be asked, so the outcome is known. */
  @Test
  void theLedgerIsAskedAfterTheLastAttemptToo() {
    List<Tick> rows = Feed.into(database, 10);
    proxy.onStatement("COMMIT").loseReply();

    IngestReport report = entasis.ticks().saveAll(rows, IngestOptions.defaults().attempts(1));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(10);
    assertThat(Rows.count(database)).isEqualTo(10);
  }

  /** What the transaction wrote is what counts, not the call of it that was undone. */
  @Test
  void anUndoneCallDoesNotHideWhatTheTransactionHasStored() {
    Feed.into(database, 0);
    proxy.onStatement("COMMIT").loseReply();

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1_000));
      assertThatThrownBy(() -> transaction
              .ticks()
              .saveAll(
                  failingAfter(25, new IllegalStateException()),
                  IngestOptions.defaults().batchSize(10)))
          .isInstanceOf(IngestFailedException.class);
    });

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(Rows.ticks(database)).containsExactly(tick(1_000));
  }

  /** A login that is refused when the server is to be asked leaves the outcome as unknown as a server that is gone. */
  @Test
  void aRefusedLoginAfterALostCommitLeavesTheOutcomeUnknown() {
    List<Tick> rows = Feed.into(database, 10);
    WatchedDataSource refusing =
        new WatchedDataSource(database.through(proxy).dataSource(), connection -> {
          if (proxy.triggered() > 0) {
            throw new SQLException("role is not permitted to log in", "28000");
          }
        });
    try (Entasis writer =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(refusing).open()) {
      proxy.onStatement("COMMIT").loseReply();

      OutcomeUnknownException unknown =
          Causes.of(OutcomeUnknownException.class, () -> writer.ticks().saveAll(rows));

      IngestOptions again = IngestOptions.defaults().key(unknown.batchKey());
      assertThat(entasis.ticks().saveAll(rows, again).duplicate()).isEqualTo(10);
    }
  }

  @Test
  void aRefusedLoginAfterTheLostCommitOfATransactionDoesSoToo() {
    List<Tick> rows = Feed.into(database, 10);
    WatchedDataSource refusing =
        new WatchedDataSource(database.through(proxy).dataSource(), connection -> {
          if (proxy.triggered() > 0) {
            throw new SQLException("role is not permitted to log in", "28000");
          }
        });
    try (Entasis writer =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(refusing).open()) {
      proxy.onStatement("COMMIT").loseReply();

      Causes.of(
          OutcomeUnknownException.class,
          () -> writer.useTransaction(transaction -> transaction.ticks().saveAll(rows)));
    }
  }

  /** The key of a later batch is longer than the key of the call, and has to be usable all the same. */
  @Test
  void theKeyOfALaterBatchCanBeUsedAgain() {
    List<Tick> rows = Feed.into(database, 20);
    WatchedDataSource refusing =
        new WatchedDataSource(database.through(proxy).dataSource(), connection -> {
          if (proxy.triggered() > 0) {
            throw new SQLException("gone", "08001");
          }
        });
    String longest = "k".repeat(IngestOptions.LONGEST_KEY);
    IngestOptions options = IngestOptions.defaults().batchSize(10).key(longest);
    try (Entasis writer =
        Entasis.builder().rollupRefresh(Duration.ZERO).dataSource(refusing).open()) {
      proxy.onStatement("COMMIT", 2).loseReply();

      OutcomeUnknownException unknown =
          Causes.of(OutcomeUnknownException.class, () -> writer.ticks().saveAll(rows, options));

      IngestOptions again = IngestOptions.defaults().key(unknown.batchKey());
      assertThat(entasis.ticks().saveAll(rows.subList(10, 20), again).duplicate())
          .isEqualTo(10);
    }
  }
}
