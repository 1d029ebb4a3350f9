package io.entasis.internal.loading;

import static io.entasis.internal.loading.LoadingTable.execute;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.partition.LoadOptions;
import io.entasis.partition.PartitionOccupiedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a table that is complete a partition, in short attempts that let others through when they find a lock taken. */
final class Attaching {

  private static final String DOING = "attaching ";
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final Set<String> OCCUPIED = Set.of("42P07", "42P17", "23514");

  private final LoadingTable table;
  private final LoadingCatalog catalog;
  private final LoadOptions options;
  private final Follower follower;

  Attaching(LoadingTable table, LoadingCatalog catalog, LoadOptions options, Follower follower) {
    this.table = table;
    this.catalog = catalog;
    this.options = options;
    this.follower = follower;
  }

  /** In the transaction of the connection, at whose end it counts. */
  void run(Connection connection, Landing landing) throws SQLException {
    execute(
        connection,
        "set local lock_timeout = " + Math.max(1, options.lockTimeout().toMillis()));
    for (int attempt = 1; ; attempt++) {
      Savepoint before = connection.setSavepoint();
      try {
        attach(connection, landing);
        return;
      } catch (SQLException e) {
        connection.rollback(before);
        connection.releaseSavepoint(before);
        if (attempt >= options.attempts() || !isPassing(e)) {
          throw e;
        }
        follower.pause(ThreadLocalRandom.current()
            .nextLong(1, Math.min(LONGEST_PAUSE_MILLIS, 50L << Math.min(attempt, 10))));
      }
    }
  }

  private void attach(Connection connection, Landing landing) throws SQLException {
    Sql sql = table.sql();
    LoadTarget target = table.target();
    new PartitionDdl(sql, target.table()).lock(connection);
    giveWay(connection);
    String partition = sql.name(target.name());
    execute(
        connection, "alter table " + table.written() + " rename to " + sql.quoted(target.name()));
    nameIndexes(connection);
    PartitionGuard guard = new PartitionGuard(sql, target.table());
    guard.arm(connection, target.name());
    if (landing == Landing.SEALED) {
      guard.seal(connection, target.name());
    }
    try {
      execute(
          connection,
          "alter table " + sql.name(target.table()) + " attach partition " + partition + " "
              + table.bounds());
    } catch (SQLException e) {
      if (OCCUPIED.contains(SqlErrors.state(e))) {
        throw new PartitionOccupiedException(
            target.name(), "another partition, or the default one, holds part of its time", e);
      }
      throw e;
    }
    execute(
        connection,
        "alter table " + partition + " drop constraint " + sql.quoted(table.checkName()));
    if (!catalog.remove(connection, table.name())) {
      throw new RetryableException(
          "the load of " + target.name() + " was given up by somebody else");
    }
  }

  /** Dropping a partition locks readers of the whole table out, so the table comes first: they take it first too. */
  private void giveWay(Connection connection) throws SQLException {
    Sql sql = table.sql();
    Standing standing = new Standing(sql, table.target());
    if (standing.isEmptyPartition(connection)) {
      execute(
          connection,
          "lock table only " + sql.name(table.target().table()) + " in access exclusive mode");
      execute(
          connection,
          "lock table only " + sql.name(table.target().name()) + " in access exclusive mode");
      standing.checkEmpty(connection);
      execute(connection, "drop table " + sql.name(table.target().name()));
    }
  }

  private void nameIndexes(Connection connection) throws SQLException {
    Sql sql = table.sql();
    String partition = table.target().name();
    for (int number = 0; number < table.indexes().size(); number++) {
      ParentIndex index = table.indexes().get(number);
      String name = freeName(connection, index);
      String loading = table.indexName(number);
      execute(
          connection,
          index.constraint().isEmpty()
              ? "alter index " + sql.name(loading) + " rename to " + sql.quoted(name)
              : "alter table " + sql.name(partition) + " add constraint " + sql.quoted(name) + " "
                  + index.constraint() + " using index " + sql.quoted(loading));
    }
  }

  private String freeName(Connection connection, ParentIndex index) throws SQLException {
    for (int attempt = 0; ; attempt++) {
      String name = index.nameOn(table.target().name(), attempt);
      try (PreparedStatement statement =
          connection.prepareStatement("select to_regclass(?) is null")) {
        statement.setString(1, table.sql().name(name));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            return name;
          }
        }
      }
    }
  }

  private static boolean isPassing(SQLException e) {
    return SqlErrors.translate(DOING, e) instanceof RetryableException
        && !SqlErrors.isConnectionLoss(e);
  }
}
