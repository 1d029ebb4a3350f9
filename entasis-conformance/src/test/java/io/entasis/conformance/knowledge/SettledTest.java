package io.entasis.conformance.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.error.AccessDeniedException;
import io.entasis.error.NotSettledException;
import io.entasis.market.Micros;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When what was known at an instant can be told, and what is answered when it cannot. */
@EntasisTest
class SettledTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Tick TICK = new Tick(
      "IBM", "NYSE", Instant.parse("2024-03-05T12:00:00Z"), BigDecimal.TEN, BigDecimal.ONE);

  @Test
  void thePresentIsNotSettled(Entasis entasis) {
    Instant soon = Micros.truncate(Instant.now().plusSeconds(60));

    assertThatThrownBy(() -> entasis.knownAt(soon))
        .isInstanceOfSatisfying(
            NotSettledException.class, e -> assertThat(e.instant()).isEqualTo(soon))
        .hasMessageContaining("a second later at the earliest");
    assertThatThrownBy(() -> entasis.knownAt(Instant.MAX)).isInstanceOf(NotSettledException.class);
  }

  @Test
  void theLongAgoIsSettled(Entasis entasis) {
    entasis.ticks().save(TICK);

    assertThat(
            entasis.knownAt(Instant.parse("2024-06-01T00:00:00Z")).ticks().all().list())
        .isEmpty();
    assertThat(entasis.knownAt(Instant.MIN).ticks().all().list()).isEmpty();
    assertThat(entasis.knownAt(Instant.MIN).chains().on("BTC-USDT").find()).isEmpty();
  }

  @Test
  void aTransactionThatIsOpenAcrossTheInstantIsRefused(Entasis entasis, TestDatabase database)
      throws SQLException {
    try (Connection open = begin(database)) {
      insert(open, database);
      Instant instant = pastSecond(database);

      assertThatThrownBy(() -> entasis.knownAt(instant))
          .isInstanceOf(NotSettledException.class)
          .hasMessageContaining("is still open")
          .hasMessageContaining(instant.toString());
      open.commit();
      assertThat(entasis.knownAt(instant, PATIENCE).ticks().all().list()).containsExactly(TICK);
    }
  }

  @Test
  void whoWaitsSeesWhatTheOpenTransactionWrote(TestDatabase database) throws Exception {
    // A connection that is kept shows its last question.
    try (Entasis entasis = Entasis.builder()
            .url(database.jdbcUrl())
            .user(database.user())
            .password(database.password())
            .poolSize(1)
            .rollupRefresh(Duration.ZERO)
            .open();
        Connection open = begin(database)) {
      insert(open, database);
      Instant instant = pastSecond(database);
      CompletableFuture<List<Tick>> waiting =
          Beside.supply(() -> entasis.knownAt(instant, PATIENCE).ticks().all().list());
      awaitQuestion(database);
      open.commit();

      assertThat(waiting.get()).containsExactly(TICK);
    }
  }

  @Test
  void aSessionThatDoesNotShowItsTransactionsIsRefused(Entasis entasis, TestDatabase database)
      throws SQLException {
    try (Connection hidden = database.connect()) {
      try (Statement statement = hidden.createStatement()) {
        statement.execute("set track_activities to off");
      }
      hidden.setAutoCommit(false);
      insert(hidden, database);
      Instant instant = pastSecond(database);

      assertThatThrownBy(() -> entasis.knownAt(instant))
          .isInstanceOf(NotSettledException.class)
          .hasMessageContaining("track_activities");
      hidden.commit();
    }
  }

  @Test
  void patienceMayHaveNoEnd(Entasis entasis) {
    assertThat(entasis
            .knownAt(Instant.parse("2024-06-01T00:00:00Z"), ChronoUnit.FOREVER.getDuration())
            .ticks()
            .all()
            .list())
        .isEmpty();
  }

  @Test
  void aTransactionThatBeganLaterDoesNotMatter(Entasis entasis, TestDatabase database)
      throws SQLException {
    entasis.ticks().save(TICK);
    Instant instant = pastSecond(database);
    try (Connection open = begin(database)) {
      insert(open, database);

      assertThat(entasis.knownAt(instant).ticks().all().list()).containsExactly(TICK);
    }
  }

  @Test
  void aRoleThatMayNotSeeOtherTransactionsIsTold(TestDatabase database) throws SQLException {
    String role = "known_" + Long.toHexString(System.nanoTime());
    database.execute("create role " + role + " login password 'x'");
    try {
      database.execute("grant usage on schema public to " + role);
      database.execute("grant select on all tables in schema public to " + role);
      try (Connection other = database.connect();
          Entasis entasis = Entasis.builder()
              .rollupRefresh(Duration.ZERO)
              .url(database.jdbcUrl())
              .user(role)
              .password("x")
              .poolSize(2)
              .open()) {
        other.setAutoCommit(false);
        assertThatThrownBy(() -> entasis.knownAt(Instant.parse("2024-06-01T00:00:00Z")))
            .isInstanceOf(AccessDeniedException.class)
            .hasMessageContaining("pg_read_all_stats");
        database.execute("grant pg_read_all_stats to " + role);
        assertThat(entasis
                .knownAt(Instant.parse("2024-06-01T00:00:00Z"))
                .ticks()
                .all()
                .list())
            .isEmpty();
      }
    } finally {
      database.execute("drop owned by " + role);
      database.execute("drop role " + role);
    }
  }

  @Test
  void aPreparedTransactionIsRefused() {
    try (TestServer server =
            TestServer.embedded().setting("max_prepared_transactions", "2").start();
        TestDatabase database = server.createDatabase();
        Entasis entasis = database.entasis().open()) {
      database.execute("begin; delete from market_data; prepare transaction 'half'");
      Instant instant = Instant.parse("2024-06-01T00:00:00Z");

      assertThatThrownBy(() -> entasis.knownAt(instant))
          .isInstanceOf(NotSettledException.class)
          .hasMessageContaining("prepared");
      database.execute("rollback prepared 'half'");
      assertThat(entasis.knownAt(instant).ticks().all().list()).isEmpty();
    }
  }

  private static Connection begin(TestDatabase database) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insert(Connection connection, TestDatabase database) throws SQLException {
    database.execute("create table if not exists market_data_y2024m03 partition of market_data"
        + " for values from ('2024-03-01 00:00:00+00') to ('2024-04-01 00:00:00+00')");
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
          + " values ('IBM', 'NYSE', '2024-03-05 12:00:00+00', 10, 1)");
    }
  }

  /** An instant after all that was begun before the call, and by the server's clock old enough to be told about. */
  private static Instant pastSecond(TestDatabase database) {
    Instant instant = Micros.truncate(Instant.now());
    await()
        .atMost(PATIENCE)
        .until(
            () -> database.query(
                "select clock_timestamp() > timestamptz '" + instant + "' + interval '1.1 second'"),
            List.of("t")::equals);
    return instant;
  }

  private static void awaitQuestion(TestDatabase database) {
    await()
        .atMost(PATIENCE)
        .until(() -> !database
            .query("select from pg_stat_activity where datname = current_database()"
                + " and query like '%pg_prepared_xacts%' and pid <> pg_backend_pid()")
            .isEmpty());
  }
}
