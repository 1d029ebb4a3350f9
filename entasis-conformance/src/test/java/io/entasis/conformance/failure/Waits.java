package io.entasis.conformance.failure;

import static org.awaitility.Awaitility.await;

import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Waiting for what happens at the server. */
final class Waits {

  private static final String BLOCKED = "select pid from pg_stat_activity"
      + " where datname = current_database() and wait_event_type = 'Lock'";

  private Waits() {}

  /** The process that waits for a lock. */
  static int forBlocked(TestDatabase database) {
    List<String> pids = await()
        .atMost(Feed.PATIENCE)
        .until(() -> database.query(BLOCKED), found -> found.size() == 1);
    return Integer.parseInt(pids.get(0));
  }

  /** Rolls the connection back as soon as somebody waits for its locks. */
  static void untilBlocked(TestDatabase database, Connection connection) {
    try {
      forBlocked(database);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
