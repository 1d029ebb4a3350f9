package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

@EntasisTest(migrated = false)
class FaultProxyCopyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] PIECE =
      "12345678\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

  private final TestDatabase database;
  private final FaultProxy proxy;

  FaultProxyCopyTest(TestServer server, TestDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.before(server);
    database.execute("create table item (id int)");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void cutInTheMiddleLeavesNothing() throws SQLException {
    try (Connection connection = database.through(proxy).connect()) {
      proxy.afterBytes(2_000_000).cut();
      assertThat(stateOfCopy(connection, 100)).isEqualTo("08006");
      // Closing a connection that broke in a COPY throws.
      connection.abort(Runnable::run);
    }
    assertThat(database.query("select count(*) from item")).containsExactly("0");
    assertThat(proxy.triggered()).isEqualTo(1);
  }

  @Test
  void lostReplyLeavesAllOfIt() throws SQLException {
    try (Connection connection = database.through(proxy).connect()) {
      proxy.afterBytes(500_000).loseReply();
      assertThat(stateOfCopy(connection, 10)).isEqualTo("08006");
      connection.abort(Runnable::run);
    }
    assertThat(database.query("select count(*) from item")).containsExactly("100000");
  }

  @Test
  void writerBlocksInABlackholeUntilItIsAborted() throws Exception {
    try (Connection connection = database.through(proxy).connect()) {
      // Less than the time for which the writer is seen to wait: it ends a reading, and no writing.
      connection.setNetworkTimeout(Runnable::run, 500);
      proxy.afterBytes(1_000_000).blackhole();
      CompletableFuture<String> state = CompletableFuture.supplyAsync(
          () -> stateOfCopy(connection, 10_000), task -> new Thread(task).start());
      assertThat(proxy.awaitTriggered(1, PATIENCE)).isTrue();
      assertThatThrownBy(() -> state.get(1_500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      connection.abort(Runnable::run);
      assertThat(state.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("08006");
    }
    proxy.close();
    assertThat(database.query("select count(*) from item")).containsExactly("0");
  }

  private static String stateOfCopy(Connection connection, int pieces) {
    return catchThrowableOfType(SQLException.class, () -> copy(connection, pieces))
        .getSQLState();
  }

  private static void copy(Connection connection, int pieces) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy item from stdin");
    for (int i = 0; i < pieces; i++) {
      copy.writeToCopy(PIECE, 0, PIECE.length);
    }
    copy.endCopy();
  }
}
