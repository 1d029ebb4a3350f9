package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.RetryableException;
import io.entasis.partition.BackfillOptions;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.LoadStep;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections are lost while a month is loaded. */
@EntasisTest
class LoadFailureTest {

  private static final int ROWS = 3_000;

  private final TestDatabase database;
  private final FaultProxy proxy;
  private final Entasis entasis;

  LoadFailureTest(TestServer server, TestDatabase database) {
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
  void anAttachWhoseAnswerIsLostIsFoundOut() {
    long accepted = load(once(LoadStep.ATTACH, () -> proxy.onStatement("COMMIT").loseReply()));

    assertThat(proxy.triggered()).isEqualTo(1);
    assertThat(accepted).isEqualTo(ROWS);
    assertComplete();
  }

  @Test
  void anAttachThatNeverArrivesLeavesNothing() {
    assertThatThrownBy(
            () -> load(once(LoadStep.ATTACH, () -> proxy.onStatement("COMMIT").cut())))
        .isInstanceOf(DatabaseUnavailableException.class);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertNothingIsLeft();
    load(LoadMonitor.none());
    assertComplete();
  }

  @Test
  void aConnectionLostWhileRowsAreCopiedLeavesNothing() {
    assertThatThrownBy(
            () -> load(once(LoadStep.COPY, () -> proxy.afterBytes(100_000).cut())))
        .isInstanceOf(RetryableException.class);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertNothingIsLeft();
    load(LoadMonitor.none());
    assertComplete();
  }

  @Test
  void aConnectionLostWhileIndexesAreBuiltLeavesNothing() {
    assertThatThrownBy(() -> load(
            once(LoadStep.INDEX, () -> proxy.onStatement("create unique index").cut())))
        .isInstanceOf(RetryableException.class);

    assertThat(proxy.triggered()).isEqualTo(1);
    assertNothingIsLeft();
    load(LoadMonitor.none());
    assertComplete();
  }

  /** The server ends the session that holds the lock; somebody else takes the load for abandoned. */
  @Test
  void aLoadThatOthersGaveUpEndsWithAnErrorAndNothingElse() {
    List<String> removed = new ArrayList<>();
    try (Entasis other = database.entasis().open()) {
      assertThatThrownBy(() -> load(once(LoadStep.INDEX, () -> {
            database.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where datname = current_database() and state = 'idle in transaction'");
            removed.addAll(other.partitions().removeAbandoned());
          })))
          .isInstanceOf(RetryableException.class)
          .hasMessageContaining("abandoned");
    }

    assertThat(removed).containsExactly(FilledMonth.PARTITION);
    assertNothingIsLeft();
    load(LoadMonitor.none());
    assertComplete();
  }

  /** Then neither its table nor its note is there, as after an attaching. */
  @Test
  void anAttachThatNeverArrivesAndThatOthersClearedAwayIsAFailure() {
    HookedDataSource source = new HookedDataSource(database.dataSource());
    try (Entasis other = database.entasis().open();
        Entasis loading =
            Entasis.builder().dataSource(source).rollupRefresh(Duration.ZERO).open()) {
      LoadMonitor monitor = once(
          LoadStep.ATTACH,
          () -> source.loseCommit(() -> await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> !other.partitions().removeAbandoned().isEmpty())));

      assertThatThrownBy(() -> load(loading, monitor)).isInstanceOf(RetryableException.class);
    }

    assertNothingIsLeft();
    load(LoadMonitor.none());
    assertComplete();
  }

  /** The driver's own patience with an answer is that of an ordinary statement. */
  @Test
  void indexesMayTakeLongerThanTheDriverWaitsForOrdinaryStatements() {
    HookedDataSource source = new HookedDataSource(database.dataSource());
    AtomicInteger patience = new AtomicInteger();
    source.before(
        "create unique index", connection -> patience.set(connection.getNetworkTimeout()));
    try (Entasis loading =
        Entasis.builder().dataSource(source).rollupRefresh(Duration.ZERO).open()) {
      load(loading, LoadMonitor.none());
    }
    assertThat(Duration.ofMillis(patience.get())).isGreaterThanOrEqualTo(Duration.ofHours(1));
    assertComplete();
  }

  @Test
  void twoConnectionsAreEnoughAndOneIsNot() {
    try (Entasis two = pooled(2, Duration.ofSeconds(30))) {
      two.partitions().backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(70, ROWS));
    }
    assertComplete();

    database.execute("drop table " + FilledMonth.PARTITION);
    try (Entasis one = pooled(1, Duration.ofMillis(500))) {
      assertThatThrownBy(() -> one.partitions()
              .backfill(Tick.TABLE, FilledMonth.MONTH, FilledMonth.random(70, ROWS)))
          .isInstanceOf(DatabaseUnavailableException.class);
    }
    assertNothingIsLeft();
  }

  private Entasis pooled(int size, Duration connectionTimeout) {
    return Entasis.builder()
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(size)
        .connectionTimeout(connectionTimeout)
        .rollupRefresh(Duration.ZERO)
        .open();
  }

  private long load(LoadMonitor monitor) {
    return load(entasis, monitor);
  }

  private static long load(Entasis loading, LoadMonitor monitor) {
    return loading
        .partitions()
        .backfill(
            Tick.TABLE,
            FilledMonth.MONTH,
            FilledMonth.random(70, ROWS).iterator(),
            BackfillOptions.defaults().loading(LoadOptions.defaults().monitor(monitor)))
        .rows()
        .accepted();
  }

  private void assertComplete() {
    assertThat(entasis.ticks().all().list())
        .isEqualTo(FilledMonth.ordered(FilledMonth.random(70, ROWS)));
    assertThat(FilledMonth.bars(entasis)).isEqualTo(FilledMonth.builtBars(entasis));
    assertThat(database.query("select count(*) from partition_loading")).containsExactly("0");
  }

  private void assertNothingIsLeft() {
    assertThat(FilledMonth.traces(database)).isEmpty();
    assertThat(database.query("select count(*) from market_data")).containsExactly("0");
  }

  private static LoadMonitor once(LoadStep step, Runnable work) {
    List<LoadStep> done = new ArrayList<>();
    return progress -> {
      if (progress.step() == step && done.isEmpty()) {
        done.add(step);
        work.run();
      }
    };
  }
}
