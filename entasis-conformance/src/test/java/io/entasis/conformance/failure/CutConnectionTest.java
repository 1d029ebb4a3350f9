package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.Entasis;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are cut while rows are on their way. */
@EntasisTest
class CutConnectionTest {

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  CutConnectionTest(TestServer server, TestDatabase database) {
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
  void oneAttemptThatIsCutLeavesNothing() {
    List<Tick> rows = Feed.into(database, 10_000);
    proxy.afterBytes(300_000).cut();

    IngestFailedException failed = catchThrowableOfType(
        IngestFailedException.class,
        () -> entasis.ticks().saveAll(rows, IngestOptions.defaults().attempts(1)));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(failed).hasCauseInstanceOf(RetryableException.class);
    assertThat(failed.getCause()).isNotInstanceOf(OutcomeUnknownException.class);
    assertThat(failed.report().accepted()).isZero();
    assertThat(Rows.count(database)).isZero();
  }

  @Test
  void theNextAttemptStoresItOnce() {
    List<Tick> rows = Feed.into(database, 10_000);
    proxy.afterBytes(300_000).cut();

    IngestReport report = entasis.ticks().saveAll(rows);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(10_000);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  /** Wherever it strikes: while connecting, asking, locking, sending, committing or making a partition. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCutAnywhereStoresEveryRowOnce(long seed) {
    Random random = new Random(seed);
    IngestOptions options =
        IngestOptions.defaults().batchSize(40).batchTimeout(Duration.ofSeconds(3));
    for (int i = 0; i < 2; i++) {
      int bytes = random.nextInt(12_000);
      if (random.nextBoolean()) {
        proxy.afterBytes(bytes).cut();
      } else {
        proxy.afterBytes(bytes).loseReply();
      }
    }

    IngestReport report = entasis.ticks().saveAll(SampleTicks.series(130), options);

    assertThat(report.accepted()).as("seed %d", seed).isEqualTo(130);
    assertThat(Rows.ticks(database))
        .as("seed %d", seed)
        .containsExactlyElementsOf(SampleTicks.series(130));
  }

  @Test
  void aTransactionThatIsCutLeavesNothing() {
    List<Tick> rows = Feed.into(database, 10_000);
    proxy.afterBytes(300_000).cut();

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(SampleTicks.tick(1));
          transaction.ticks().saveAll(rows);
        }))
        .isInstanceOf(IngestFailedException.class)
        .hasCauseInstanceOf(RetryableException.class);

    assertThat(Rows.count(database)).isZero();
  }

  /** The app cannot save what the connection has lost. */
  @Test
  void aTransactionThatWasCutDoesNotCommitEvenWhenTheAppGoesOn() {
    List<Tick> rows = Feed.into(database, 10_000);
    proxy.afterBytes(300_000).cut();

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(SampleTicks.tick(1));
          assertThatThrownBy(() -> transaction.ticks().saveAll(rows))
              .isInstanceOf(IngestFailedException.class);
        }))
        .isInstanceOf(RetryableException.class);

    assertThat(Rows.count(database)).isZero();
  }
}
