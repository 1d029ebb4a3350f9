package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.Rows;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server processes that an administrator ends. */
@EntasisTest
class KilledBackendTest {

  private static final String KILL_ALL = "select pg_terminate_backend(pid) from pg_stat_activity"
      + " where datname = current_database() and pid <> pg_backend_pid()";

  private final TestDatabase database;
  private final Entasis entasis;

  KilledBackendTest(TestDatabase database) {
    this.database = database;
    this.entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(2)
        .open();
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void inTheMiddleOfABatchItIsStoredOnce() throws Exception {
    List<Tick> rows = Feed.into(database, 500);
    Feed.waitForLock(database);
    try (Connection lock = database.connect();
        Statement statement = lock.createStatement()) {
      statement.execute("select pg_advisory_lock(4711)");
      CompletableFuture<IngestReport> save = Beside.supply(() -> entasis.ticks().saveAll(rows));
      int writer = Waits.forBlocked(database);

      database.query("select pg_terminate_backend(" + writer + ")");
      statement.execute("select pg_advisory_unlock(4711)");

      assertThat(save.get(30, TimeUnit.SECONDS).accepted()).isEqualTo(500);
    }
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }

  @Test
  void betweenTheBatchesOfACallEachIsStoredOnce() {
    IngestOptions options =
        IngestOptions.defaults().batchSize(10).listener(progress -> database.query(KILL_ALL));

    IngestReport report = entasis.ticks().saveAll(SampleTicks.series(50), options);

    assertThat(report.accepted()).isEqualTo(50);
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(SampleTicks.series(50));
  }

  @Test
  void betweenSinglesEachIsStoredOnce() {
    for (Tick tick : SampleTicks.series(5)) {
      entasis.ticks().save(tick);
      database.query(KILL_ALL);
    }

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(SampleTicks.series(5));
  }

  @Test
  void insideATransactionNothingIsStored() throws SQLException {
    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(SampleTicks.tick(1));
          database.query(KILL_ALL);
          transaction.ticks().save(SampleTicks.tick(2));
        }))
        .isInstanceOf(RetryableException.class);

    assertThat(Rows.count(database)).isZero();
  }
}
