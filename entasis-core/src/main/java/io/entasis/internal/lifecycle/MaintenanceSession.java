package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.SqlWork;
import io.entasis.partition.Maintainer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that maintenance works on. It holds the lock that keeps other maintainers away, and does the work too: when it is
 * lost, so is the lock, and nothing more can be done without it.
 */
final class MaintenanceSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceSession.class);
  private static final String DOING = "maintaining partitions";
  private static final int LONGEST_SILENCE_MILLIS = (int) Duration.ofHours(1).toMillis();

  private static final String KEY = "hashtextextended(:key, 0)";
  private static final String TRY_LOCK = "select pg_try_advisory_lock(" + KEY + ")";
  private static final String UNLOCK = "select pg_advisory_unlock(" + KEY + ")";
  private static final String HOLDER = """
      select l.pid, coalesce(a.application_name, '')
      from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(:key, 0)""";

  private static final String SETTINGS = """
      select name, setting from pg_settings where name in
        ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout',
         'default_transaction_isolation')""";

  private final Database database;
  private final Lease lease;
  private final Map<String, String> before = new LinkedHashMap<>();
  private final int silenceBefore;
  private boolean locked;

  private MaintenanceSession(Database database, Lease lease, Duration lockTimeout)
      throws SQLException {
    this.database = database;
    this.lease = lease;
    Connection connection = lease.connection();
    connection.setAutoCommit(true);
    silenceBefore = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
    readSettings(connection);
    for (String name : before.keySet()) {
      set(name, settingOf(name, lockTimeout));
    }
  }

  static MaintenanceSession open(Database database, Duration lockTimeout) {
    Lease lease = database.sessions().lease(DOING, "");
    try {
      return new MaintenanceSession(database, lease, lockTimeout);
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(DOING, e);
    }
  }

  /** Takes the lock if nobody holds it. */
  boolean tryLock() {
    locked = outside(DOING, connection -> answer(connection, TRY_LOCK, row -> row.getBoolean(1)))
        .orElse(false);
    return locked;
  }

  /** Who holds it. */
  Optional<Maintainer> holder() {
    return outside(
        DOING,
        connection ->
            answer(connection, HOLDER, row -> new Maintainer(row.getInt(1), row.getString(2))));
  }

  /** Does the work in a transaction of its own. */
  <R> R inTransaction(String doing, SqlWork<R> work) {
    try (Lease transaction = begin(doing)) {
      R result = work.run(transaction.connection());
      transaction.connection().commit();
      return result;
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  /** Does the work outside of any transaction: each statement commits by itself. */
  <R> R outside(String doing, SqlWork<R> work) {
    try {
      return work.run(lease.connection());
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  /** The connection in a transaction that ends, and is rolled back unless it was committed, when the lease is closed. */
  Lease begin(String doing) {
    try {
      lease.connection().setAutoCommit(false);
      return new OpenTransaction(lease);
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  /** Lets go of the lock; a connection that cannot be put back in order is cut. */
  @Override
  public void close() {
    try (lease) {
      restore(lease.connection());
    } catch (SQLException e) {
      LOG.debug("The connection of maintenance could not be given back in order", e);
    }
  }

  private void restore(Connection connection) throws SQLException {
    try {
      if (connection.isClosed()) {
        return;
      }
      if (locked) {
        answer(connection, UNLOCK, row -> row.getBoolean(1));
      }
      for (Map.Entry<String, String> setting : before.entrySet()) {
        set(setting.getKey(), setting.getValue());
      }
      connection.setNetworkTimeout(Runnable::run, silenceBefore);
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  private void readSettings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTINGS)) {
      while (rows.next()) {
        before.put(rows.getString(1), rows.getString(2));
      }
    }
  }

  private static String settingOf(String name, Duration lockTimeout) {
    return switch (name) {
      case "lock_timeout" -> Long.toString(lockTimeout.toMillis());
      case "default_transaction_isolation" -> "read committed";
      default -> "0";
    };
  }

  private void set(String name, String value) throws SQLException {
    try (PreparedStatement statement =
        lease.connection().prepareStatement("select set_config(?, ?, false)")) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.execute();
    }
  }

  private <R> Optional<R> answer(Connection connection, String text, Answer<R> answer)
      throws SQLException {
    try (PreparedStatement statement = NamedSql.of(database.sql(), text)
            .with("key", "entasis maintenance of " + database.sql().schema())
            .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(answer.of(row)) : Optional.empty();
    }
  }

  /** Reads a row. */
  private interface Answer<R> {

    R of(ResultSet row) throws SQLException;
  }

  /** A transaction on the connection of the session. */
  private record OpenTransaction(Lease session) implements Lease {

    @Override
    public Connection connection() {
      return session.connection();
    }

    @Override
    public void checkOpen() {
      session.checkOpen();
    }

    @Override
    public void close() {
      try {
        Connection connection = session.connection();
        if (!connection.isClosed() && !connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        LOG.debug("A transaction of maintenance could not be ended", e);
      }
    }
  }
}
