package io.entasis.conformance.failure;

import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.write.Causes;
import io.entasis.conformance.write.Rows;
import io.entasis.error.OutcomeUnknownException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connection is lost during a commit, and no other can be had. Whether the commit happened cannot be known then; both cases
 * are tried, and to the caller they are the same.
 */
@EntasisTest
class OutcomeUnknownTest {

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  OutcomeUnknownTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    TestDatabase through = database.through(proxy);
    this.entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(through.jdbcUrl())
        .user(through.user())
        .password(through.password())
        .poolSize(1)
        .connectionTimeout(Duration.ofMillis(300))
        .open();
  }

  @AfterEach
  void close() {
    entasis.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBatchIsStoredOnceWhenItIsSavedAgainUnderItsKey(boolean committed) {
    List<Tick> rows = Feed.into(database, 20);
    IngestOptions tens = IngestOptions.defaults().batchSize(10);
    loseCommitAndServer(2, committed);

    IngestFailedException failed =
        Causes.of(IngestFailedException.class, () -> entasis.ticks().saveAll(rows, tens));

    OutcomeUnknownException unknown = Causes.of(OutcomeUnknownException.class, () -> {
      throw failed;
    });
    assertThat(failed.report().accepted()).isEqualTo(10);
    assertThat(unknown).hasMessageContaining(unknown.batchKey());
    saveAgain(rows.subList(10, 20), unknown, committed);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSingleTickIsStoredOnceWhenItIsSavedAgainUnderItsKey(boolean committed) {
    Feed.into(database, 0);
    entasis.ticks().save(tick(1));
    loseCommitAndServer(1, committed);

    OutcomeUnknownException unknown =
        Causes.of(OutcomeUnknownException.class, () -> entasis.ticks().save(tick(2)));

    saveAgain(List.of(tick(2)), unknown, committed);
    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theRowsOfATransactionAreStoredOnceWhenTheyAreSavedAgain(boolean committed) {
    List<Tick> rows = Feed.into(database, 20);
    entasis.ticks().save(tick(1_000));
    loseCommitAndServer(1, committed);

    OutcomeUnknownException unknown = Causes.of(
        OutcomeUnknownException.class,
        () -> entasis.useTransaction(transaction -> transaction.ticks().saveAll(rows)));

    saveAgain(rows, unknown, committed);
    assertThat(Rows.count(database)).isEqualTo(21);
  }

  private void loseCommitAndServer(int commit, boolean committed) {
    if (committed) {
      proxy.onStatement("COMMIT", commit).loseReply();
    } else {
      proxy.onStatement("COMMIT", commit).cut();
    }
    proxy.refuse();
  }

  private void saveAgain(List<Tick> rows, OutcomeUnknownException unknown, boolean committed) {
    proxy.heal();
    IngestOptions again = IngestOptions.defaults().key(unknown.batchKey()).attempts(10);
    IngestReport report = entasis.ticks().saveAll(rows, again);
    assertThat(report.duplicate()).isEqualTo(committed ? rows.size() : 0);
    assertThat(report.accepted()).isEqualTo(committed ? 0 : rows.size());
  }
}
