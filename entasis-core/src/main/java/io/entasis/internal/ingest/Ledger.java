package io.entasis.internal.ingest;

import io.entasis.ingest.BatchConflictException;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The batches that were committed. */
public final class Ledger {

  /** How long an app may wait before it asks what became of a batch. */
  private static final String KEPT = "7 days";

  private final String table;

  /** In the schema of the tables. */
  public Ledger(Sql sql) {
    this.table = sql.name("ingest_batch");
  }

  /** Whether the batch is stored. */
  public boolean holds(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select from " + table + " where batch_key = ?")) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Checks that the batch that is stored under the key is the same one. */
  void checkSame(Connection connection, LedgerEntry entry, String tableName) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select row_count = ? and checksum = ? and table_name = ? from "
            + table + " where batch_key = ?")) {
      statement.setInt(1, entry.rows());
      statement.setLong(2, entry.checksum());
      statement.setString(3, tableName);
      statement.setString(4, entry.key());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          throw new BatchConflictException(entry.key());
        }
      }
    }
  }

  /** Forgets batches that nobody will ask about any more. */
  void prune(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("delete from " + table
        + " where created_at < current_timestamp - interval '" + KEPT + "'")) {
      statement.executeUpdate();
    }
  }
}
