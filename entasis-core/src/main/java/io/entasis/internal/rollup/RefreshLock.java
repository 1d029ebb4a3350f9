package io.entasis.internal.rollup;

import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Held by the one transaction that may change kept bars; it ends with the transaction, however that ends. */
final class RefreshLock {

  private static final String KEY = "hashtextextended(?, 0)";

  private RefreshLock() {}

  /** Takes it if nobody holds it. */
  static boolean tryTake(Connection connection, Sql sql) throws SQLException {
    return ask(connection, sql, "select pg_try_advisory_xact_lock(" + KEY + ")", true);
  }

  /** Waits for it, no longer than the lock_timeout of the transaction. */
  static void take(Connection connection, Sql sql) throws SQLException {
    ask(connection, sql, "select pg_advisory_xact_lock(" + KEY + ")", false);
  }

  /** As {@link #take}; it is taken then. */
  static boolean taken(Connection connection, Sql sql) throws SQLException {
    take(connection, sql);
    return true;
  }

  private static boolean ask(Connection connection, Sql sql, String question, boolean answered)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, "entasis rollups of " + sql.name("rollup_ledger"));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return !answered || row.getBoolean(1);
      }
    }
  }
}
