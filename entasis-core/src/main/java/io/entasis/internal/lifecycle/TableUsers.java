package io.entasis.internal.lifecycle;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.NamedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Transactions that use a table. Who asks for a lock on it while they are there keeps everybody waiting who comes later. */
record TableUsers(Upkeep upkeep) {

  private static final long LOOK_MILLIS = 20;

  private static final String USERS = """
      select virtualtransaction from pg_locks
      where locktype = 'relation' and relation = cast(:table as regclass) and granted and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())""";

  /**
   * Waits until those that are there now have ended, no longer than for a lock.
   *
   * @throws RetryableException when they have not
   */
  void await(Connection connection, String table) throws SQLException {
    long deadline = System.nanoTime() + upkeep.policy().lockTimeout().toNanos();
    Set<String> before = of(connection, table);
    while (!before.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new RetryableException(
            before.size() + " transactions that began to use " + table + " before have not ended");
      }
      Upkeep.rest(LOOK_MILLIS);
      before.retainAll(of(connection, table));
    }
  }

  private Set<String> of(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement = NamedSql.of(upkeep.sql(), USERS)
            .with("table", upkeep.sql().name(table))
            .prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      Set<String> users = new HashSet<>();
      while (rows.next()) {
        users.add(rows.getString(1));
      }
      return users;
    }
  }
}
