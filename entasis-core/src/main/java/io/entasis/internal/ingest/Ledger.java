package io.entasis.internal.ingest;

import io.entasis.error.EntasisException;
import io.entasis.ingest.BatchConflictException;
import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangeListener;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The batches that were committed. */
public final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** How long an app may wait before it asks what became of a batch. */
  private static final String KEPT = "7 days";

  private static final Duration PRUNED_EVERY = Duration.ofHours(1);

  private final Database database;
  private final String table;
  private final ChangeListener listener;
  private final Runnable changeLog;
  private final AtomicLong pruneAt = new AtomicLong(Long.MIN_VALUE);

  /**
   * In the schema of the tables.
   *
   * @param listener is told what batches and other writes have changed once they are committed
   * @param changeLog keeps the change log short, as often as the batches
   */
  public Ledger(Database database, ChangeListener listener, Runnable changeLog) {
    this.database = database;
    this.listener = listener;
    this.changeLog = changeLog;
    this.table = database.sql().name("ingest_batch");
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

  /**
   * Takes note of a write that is not a batch.
   *
   * @return the server process that works on it; absent when the key was taken before
   */
  Optional<Backend> note(Connection connection, String key, String tableName) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("insert into " + table
        + " (batch_key, table_name, row_count, checksum) values (?, ?, 1, 0)"
        + " on conflict do nothing returning " + Backend.SELF)) {
      statement.setString(1, key);
      statement.setString(2, tableName);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Backend(row.getInt(1), row.getString(2)))
            : Optional.empty();
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

  /** Runs what commits the changes, and tells of them before it returns. */
  <R> R committing(List<Change> changes, Supplier<R> commit) {
    return listener.committing(changes, commit);
  }

  /** Tells of changes that were committed, or may have been. */
  void committed(List<Change> changes) {
    listener.committed(changes);
  }

  /** Forgets batches that nobody will ask about any more, when that was not done for an hour, and changes that everybody has seen. */
  public void keepShort() {
    changeLog.run();
    long now = database.clock().millis();
    long due = pruneAt.get();
    if (now < due || !pruneAt.compareAndSet(due, now + PRUNED_EVERY.toMillis())) {
      return;
    }
    try {
      database.sessions().with("pruning the batch ledger", this::prune);
    } catch (EntasisException e) {
      LOG.warn("The batch ledger could not be pruned", e);
    }
  }

  private int prune(Connection connection) throws SQLException {
    String old = "created_at < current_timestamp - interval '" + KEPT + "'";
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("delete from " + table + " where " + old);
    }
  }
}
