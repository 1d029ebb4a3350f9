package io.entasis.internal.ingest;

import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.RejectReason;
import io.entasis.internal.copy.CopyWrite;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.BelowFloorException;
import io.entasis.internal.partition.Placement;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What happens inside the transaction of a batch. */
public final class BatchTransaction<T> {

  private static final String TABLE_MISSING = "42P01";
  private static final String CHECK_VIOLATED = "23514";
  private static final String SEALED = "55006";

  private final Sql sql;
  private final RowEncoder<T> encoder;
  private final Placement placement;
  private final Ledger ledger;
  private final String insert;

  /** For rows of the encoder's table. */
  public BatchTransaction(Sql sql, RowEncoder<T> encoder, Placement placement, Ledger ledger) {
    this.sql = sql;
    this.encoder = encoder;
    this.placement = placement;
    this.ledger = ledger;
    this.insert = "with claimed as (insert into " + sql.name("ingest_batch")
        + " (batch_key, table_name, row_count, checksum) values (?, ?, 1, ?) on conflict do nothing returning 1)"
        + " insert into " + sql.name(encoder.table()) + " (" + String.join(", ", encoder.columns())
        + ") select "
        + String.join(", ", encoder.columns().stream().map(column -> "?").toList())
        + " from claimed returning " + Backend.SELF;
  }

  /** Locks the partitions, notes the batch and reserves its ids. */
  Claim claim(Connection connection, LedgerEntry entry) throws SQLException {
    Claim claim;
    try {
      claim = Claim.make(connection, sql, encoder, entry);
    } catch (SQLException e) {
      if (SqlErrors.state(e).equals(TABLE_MISSING)) {
        throw partitionsChanged(e);
      }
      throw e;
    }
    if (claim.floor().isPresent()) {
      throw belowFloor(claim.floor().get());
    }
    if (claim.attached() != entry.partitions().size()) {
      throw partitionsChanged(null);
    }
    if (!claim.first()) {
      ledger.checkSame(connection, entry, encoder.table());
    }
    return claim;
  }

  /** Sends the rows straight into their partitions, one after the other. */
  void copy(Connection connection, Batch<T> batch) throws SQLException {
    for (Map.Entry<PartitionKey, Segment> segment : batch.segments().entrySet()) {
      String into =
          sql.name(segment.getKey().name()) + " (id, " + String.join(", ", batch.columns()) + ")";
      CopyWrite.send(connection, into, segment.getValue().rows());
    }
  }

  /**
   * Inserts one row, unless its key is in the ledger.
   *
   * @return the server process that did it, absent when the key is in the ledger
   */
  Optional<Backend> insert(Connection connection, T value, LedgerEntry entry) throws SQLException {
    return insert(connection, insert, value, entry);
  }

  /** As {@link #insert}; a failure leaves the transaction as it was before. */
  Optional<Backend> insertOrUndo(Connection connection, T value, LedgerEntry entry)
      throws SQLException {
    try {
      return insert(connection, "savepoint one_row; " + insert + "; release one_row", value, entry);
    } catch (SQLException | RuntimeException e) {
      undo(connection, e);
      throw e;
    }
  }

  private Optional<Backend> insert(
      Connection connection, String statements, T value, LedgerEntry entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(statements)) {
      statement.setString(1, entry.key());
      statement.setString(2, encoder.table());
      statement.setLong(3, entry.checksum());
      encoder.bind(value, statement, 4);
      statement.execute();
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next()
            ? Optional.of(new Backend(row.getInt(1), row.getString(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      if (hasNoPartition(e)) {
        throw partitionsChanged(e);
      }
      if (SqlErrors.state(e).equals(SEALED)) {
        throw new InvalidInputException(
            "a row of " + encoder.table() + " cannot be stored: timestamp "
                + RejectReason.BELOW_RAW_FLOOR,
            e);
      }
      throw e;
    }
  }

  private BelowFloorException belowFloor(Instant floor) {
    placement.forget();
    return new BelowFloorException(encoder.table(), floor);
  }

  private static void undo(Connection connection, Exception failure) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback to one_row; release one_row");
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private RetryableException partitionsChanged(@Nullable SQLException cause) {
    placement.forget();
    String message =
        "storing rows failed: the partitions of " + encoder.table() + " have changed meanwhile";
    return cause == null ? new RetryableException(message) : new RetryableException(message, cause);
  }

  /** PostgreSQL reports a row without partition as a violated check that has no name. */
  private static boolean hasNoPartition(SQLException e) {
    if (!SqlErrors.state(e).equals(CHECK_VIOLATED) || !(e instanceof PSQLException failure)) {
      return false;
    }
    ServerErrorMessage message = failure.getServerErrorMessage();
    return message != null && message.getConstraint() == null;
  }
}
