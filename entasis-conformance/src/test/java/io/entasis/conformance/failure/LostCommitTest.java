package io.entasis.conformance.failure;

import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultPoint;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost during a commit, and the server can be asked what became of it. */
@EntasisTest
class LostCommitTest {

  /** What happens to a COMMIT; to the client both look the same. */
  enum Loss {
    REPLY_LOST,
    NEVER_ARRIVES;

    void strike(FaultPoint commit) {
      if (this == REPLY_LOST) {
        commit.loseReply();
      } else {
        commit.cut();
      }
    }
  }

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  LostCommitTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    this.entasis = database.through(proxy).entasis().open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource
  void aBatchIsStoredOnceAndCountedAsAccepted(Loss loss) {
    List<Tick> rows = Feed.into(database, 30);
    loss.strike(proxy.onStatement("COMMIT", 2));

    IngestReport report = entasis.ticks().saveAll(rows, IngestOptions.defaults().batchSize(10));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(30);
    assertThat(report.batches()).isEqualTo(3);
    assertThat(report.duplicate()).isZero();
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource
  void twoCommitsInARowMayBeLost(Loss loss) {
    List<Tick> rows = Feed.into(database, 30);
    loss.strike(proxy.onStatement("COMMIT", 1));
    loss.strike(proxy.onStatement("COMMIT", 2));

    IngestReport report = entasis.ticks().saveAll(rows, IngestOptions.defaults().batchSize(10));

    assertThat(proxy.triggered()).isEqualTo(2);
    assertThat(report.accepted()).isEqualTo(30);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource
  void aSingleTickIsStoredOnce(Loss loss) {
    Feed.into(database, 0);
    loss.strike(proxy.onStatement("COMMIT"));

    entasis.ticks().save(tick(1));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(Rows.ticks(database)).containsExactly(tick(1));
  }

  @ParameterizedTest
  @EnumSource
  void theCommitOfANewPartitionMayBeLost(Loss loss) {
    loss.strike(proxy.onStatement("COMMIT"));

    IngestReport report = entasis.ticks().saveAll(SampleTicks.series(5));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(5);
    assertThat(Rows.count(database)).isEqualTo(5);
    assertThat(Rows.partitions(database)).hasSize(1);
  }

  @Test
  void aTransactionWhoseReplyIsLostReturnsNormally() {
    List<Tick> rows = Feed.into(database, 30);
    proxy.onStatement("COMMIT").loseReply();

    String result = entasis.withTransaction(transaction -> {
      transaction.ticks().save(tick(1_000));
      transaction.ticks().saveAll(rows, IngestOptions.defaults().batchSize(10));
      return "done";
    });

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(result).isEqualTo("done");
    assertThat(Rows.count(database)).isEqualTo(31);
  }

  @Test
  void aTransactionWhoseCommitNeverArrivesStoresNothingAndMayBeRepeated() {
    List<Tick> rows = Feed.into(database, 30);
    proxy.onStatement("COMMIT").cut();

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(tick(1_000));
          transaction.ticks().saveAll(rows);
        }))
        .isInstanceOf(RetryableException.class);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(Rows.count(database)).isZero();
  }

  @Test
  void aTransactionThatOnlyReadMayLoseItsCommit() {
    entasis.ticks().save(tick(1));
    proxy.onStatement("COMMIT").cut();

    assertThatThrownBy(() ->
            entasis.useTransaction(transaction -> transaction.ticks().all().count()))
        .isInstanceOf(RetryableException.class);
  }
}
