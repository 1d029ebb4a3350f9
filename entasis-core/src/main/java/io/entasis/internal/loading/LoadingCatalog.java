package io.entasis.internal.loading;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.partition.LoadingElsewhereException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are being loaded. Who loads one holds a lock until it is attached; a table that is known here and whose lock is free
 * was left by somebody who died.
 */
final class LoadingCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(LoadingCatalog.class);
  private static final String DOING = "removing abandoned loads";
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local lock_timeout = '2s'";
  private static final int LONGEST_STEM = 50;

  private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(:lock, 0))";
  private static final String LOADER = """
      select process || ' since ' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      from {partition_loading} where table_name = :table and partition_name = :partition
      order by started_at desc limit 1""";
  private static final String ENTER = """
      insert into {partition_loading} (loading_table, table_name, partition_name, range_from, range_to, process)
      values (:loading, :table, :partition, :from, :to,
        format('%s at %s, server process %s', coalesce(nullif(current_setting('application_name'), ''), 'an application'),
          coalesce(host(inet_client_addr()), 'the same machine'), :pid))""";
  private static final String ALL =
      "select loading_table, table_name, partition_name from {partition_loading} order by started_at";
  private static final String REMOVE =
      "delete from {partition_loading} where loading_table = :loading";
  private static final String KEEP =
      "select from {partition_loading} where loading_table = :loading for key share";

  private final Database database;

  LoadingCatalog(Database database) {
    this.database = database;
  }

  /**
   * Keeps others from loading the partition until the transaction ends.
   *
   * @throws LoadingElsewhereException when somebody does
   */
  void lock(Connection connection, LoadTarget target) throws SQLException {
    if (!tryLock(connection, target.table(), target.name())) {
      throw new LoadingElsewhereException(
          target.name(), loader(connection, target).orElse("somebody who has just begun"));
    }
  }

  /** Takes note of a table that will be made, on a connection whose statements commit by themselves; gives its name. */
  String enter(LoadTarget target, int backend) {
    String stem =
        target.name().substring(0, Math.min(LONGEST_STEM, target.name().length()));
    String loading = stem + String.format("_%08x", ThreadLocalRandom.current().nextInt());
    NamedSql statement = NamedSql.of(database.sql(), ENTER)
        .with("loading", loading)
        .with("table", target.table())
        .with("partition", target.name())
        .with("from", target.range().from())
        .with("to", target.range().to())
        .with("pid", String.valueOf(backend));
    database
        .sessions()
        .with("beginning to load " + target.name(), connection -> update(connection, statement));
    return loading;
  }

  /** Forgets a table, in the transaction that makes something else of it; false when it was not known any more. */
  boolean remove(Connection connection, String loading) throws SQLException {
    return update(connection, NamedSql.of(database.sql(), REMOVE).with("loading", loading)) == 1;
  }

  /** Keeps the table from being forgotten before the transaction that makes it has ended. */
  void keep(Connection connection, String loading) throws SQLException {
    if (!isThere(connection, NamedSql.of(database.sql(), KEEP).with("loading", loading))) {
      throw new RetryableException("the load into " + loading + " was given up by somebody else");
    }
  }

  /** Drops a table of ours that will not be attached. */
  void discard(String loading) {
    inTransaction(connection -> drop(connection, loading));
  }

  /** As {@link #discard(String)}; what fails is added to the failure that led here. */
  void discard(String loading, Throwable failure) {
    try {
      discard(loading);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Drops the tables that dead processes have left; gives their partitions. One that is still in use at the server is left for later. */
  List<String> removeAbandoned() {
    List<String> removed = new ArrayList<>();
    for (Row row : database.sessions().with(DOING, this::all)) {
      try {
        if (inTransaction(connection ->
            tryLock(connection, row.table(), row.partition()) && drop(connection, row.loading()))) {
          removed.add(row.partition());
        }
      } catch (RetryableException e) {
        LOG.info("An abandoned load of {} is still in use: {}", row.partition(), e.getMessage());
      }
    }
    return removed;
  }

  private boolean drop(Connection connection, String loading) throws SQLException {
    if (!remove(connection, loading)) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + database.sql().name(loading));
    }
    return true;
  }

  private boolean inTransaction(Step step) {
    try (Lease lease = database.sessions().lease(DOING, SETTINGS)) {
      boolean done = step.run(lease.connection());
      lease.connection().commit();
      return done;
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  private boolean tryLock(Connection connection, String table, String partition)
      throws SQLException {
    NamedSql question = NamedSql.of(database.sql(), LOCK)
        .with(
            "lock",
            "entasis loading of " + database.sql().name(table) + " "
                + database.sql().name(partition));
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private Optional<String> loader(Connection connection, LoadTarget target) throws SQLException {
    NamedSql question = NamedSql.of(database.sql(), LOADER)
        .with("table", target.table())
        .with("partition", target.name());
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private List<Row> all(Connection connection) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement statement = NamedSql.of(database.sql(), ALL).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Row(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return found;
  }

  private static boolean isThere(Connection connection, NamedSql question) throws SQLException {
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  private static int update(Connection connection, NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  private record Row(String loading, String table, String partition) {}

  private interface Step {

    boolean run(Connection connection) throws SQLException;
  }
}
