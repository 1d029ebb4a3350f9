package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entasis.error.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EntasisTest(migrated = false)
class FaultProxyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestDatabase database;
  private final FaultProxy proxy;

  FaultProxyTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    database.execute("create table item (id int)");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void passesEverythingOnWithoutFaults() {
    database.through(proxy).execute("insert into item select generate_series(1, 100000)");

    assertThat(database.through(proxy).query("select id from item")).hasSize(100_000);
    assertThat(proxy.triggered()).isZero();
  }

  @Test
  void losesTheReplyOfACommit() throws SQLException {
    try (Connection connection = transaction()) {
      insert(connection);
      proxy.onStatement("COMMIT").loseReply();

      assertThat(stateOf(connection::commit)).isEqualTo("08006");
    }
    assertThat(items()).isEqualTo(1);
    assertThat(proxy.triggered()).isEqualTo(1);
  }

  @Test
  void losesTheReplyOfACommitThatTheDriverHasPreparedLongAgo() throws SQLException {
    try (Connection connection = transaction()) {
      for (int i = 0; i < 10; i++) {
        insert(connection);
        connection.commit();
      }
      insert(connection);
      proxy.onStatement("COMMIT").loseReply();

      assertThat(stateOf(connection::commit)).isEqualTo("08006");
    }
    assertThat(items()).isEqualTo(11);
  }

  @Test
  void cutsBeforeACommit() throws SQLException {
    try (Connection connection = transaction()) {
      proxy.onStatement("commit").cut();
      insert(connection);
      try (Statement other = connection.createStatement()) {
        other.execute("show synchronous_commit");
      }

      assertThat(stateOf(connection::commit)).isEqualTo("08006");
    }
    assertThat(items()).isZero();
    assertThat(proxy.triggered()).isEqualTo(1);
  }

  @Test
  void strikesOnceAtTheOccurrenceAskedFor() throws SQLException {
    proxy.onStatement("COMMIT", 3).cut();
    try (Connection connection = transaction()) {
      for (int i = 0; i < 2; i++) {
        insert(connection);
        connection.commit();
      }
      insert(connection);
      assertThat(stateOf(connection::commit)).isEqualTo("08006");
    }
    try (Connection connection = transaction()) {
      insert(connection);
      connection.commit();
    }
    assertThat(items()).isEqualTo(3);
  }

  @Test
  void findsAStatementOfTheSimpleProtocol() throws SQLException {
    proxy.onStatement("insert into item").loseReply();
    try (Connection connection =
        database.through(proxy).with("preferQueryMode", "simple").connect()) {
      assertThat(stateOf(() -> insert(connection))).isEqualTo("08006");
    }
    assertThat(items()).isEqualTo(1);
  }

  @Test
  void blackholeEndsByTheTimeoutOfTheDriverAndHeals() throws SQLException {
    TestDatabase impatient = database.through(proxy).with("socketTimeout", "3");
    try (Connection connection = impatient.connect()) {
      proxy.blackhole();
      assertThat(stateOf(() -> insert(connection))).isEqualTo("08006");
    }
    assertThat(catchThrowableOfType(SQLException.class, impatient::connect).getSQLState())
        .startsWith("08");

    proxy.heal();
    impatient.execute("insert into item values (1)");
    assertThat(items()).isPositive();
  }

  @Test
  void blackholeHoldsAConnectionAndLetsItGoOnWithoutALoss() throws Exception {
    proxy.onStatement("insert").blackhole();
    try (Connection connection = database.through(proxy).connect()) {
      CompletableFuture<Void> insert = CompletableFuture.runAsync(
          () -> insertUnchecked(connection), task -> new Thread(task).start());
      assertThat(proxy.awaitTriggered(1, PATIENCE)).isTrue();
      assertThat(items()).isZero();
      assertThat(insert).isNotDone();

      proxy.heal();
      insert.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      insert(connection);
    }
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void blackholeLeavesASessionThatKeepsItsLocks() throws Exception {
    try (Connection connection = transaction()) {
      insert(connection);
      proxy.onStatement("COMMIT").blackhole();
      CompletableFuture<String> state = CompletableFuture.supplyAsync(
          () -> stateOf(connection::commit), task -> new Thread(task).start());
      assertThat(proxy.awaitTriggered(1, PATIENCE)).isTrue();
      connection.abort(Runnable::run);
      assertThat(state.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("08006");
    }

    String locking = "begin; set local lock_timeout = '50ms'; lock table item; commit";
    assertThat(stateOfCause(() -> database.execute(locking))).isEqualTo("55P03");
    database.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
        + " where datname = current_database() and pid <> pg_backend_pid()");
    database.execute(locking);
    assertThat(items()).isZero();
  }

  @Test
  void refusesNewConnectionsAndKeepsThoseThatExist() throws SQLException {
    try (Connection connection = database.through(proxy).connect()) {
      proxy.refuse();
      assertThat(stateOfCause(() -> database.through(proxy).query("select 1"))).isEqualTo("08001");
      insert(connection);
      proxy.cut();
      assertThat(stateOf(() -> insert(connection))).isEqualTo("08006");
    }
    proxy.heal();
    assertThat(database.through(proxy).query("select count(*) from item")).containsExactly("1");
  }

  @Test
  void delaysBothDirections() throws SQLException {
    try (Connection connection = database.through(proxy).connect()) {
      proxy.delay(Duration.ofMillis(40));
      long start = System.nanoTime();
      insert(connection);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }
  }

  @Test
  void healDisarms() {
    proxy.onStatement("insert").cut();
    proxy.afterBytes(0).cut();
    proxy.heal();
    database.through(proxy).execute("insert into item values (1)");
    assertThat(proxy.triggered()).isZero();
  }

  @Test
  void checksItsArguments() {
    assertThatThrownBy(() -> proxy.onStatement(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> proxy.onStatement("COMMIT", 0)).hasMessageContaining("occurrence 0");
    assertThatThrownBy(() -> proxy.afterBytes(-1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> proxy.delay(Duration.ofMillis(-1))).hasMessageContaining("negative");
  }

  private Connection transaction() throws SQLException {
    Connection connection = database.through(proxy).connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private long items() {
    return Long.parseLong(database.query("select count(*) from item").get(0));
  }

  private static void insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into item values (1)");
    }
  }

  private static void insertUnchecked(Connection connection) {
    try {
      insert(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String stateOf(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }

  private static String stateOfCause(ThrowingCallable call) {
    Throwable failure = catchThrowableOfType(DatabaseException.class, call);
    return stateOf(() -> {
      throw failure.getCause();
    });
  }
}
