package io.entasis.internal.ingest;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.db.TransactionSessions.WrittenBatch;
import io.entasis.internal.db.Watchdog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes batches in a transaction of the app; a call that fails leaves nothing of itself in it. */
public final class JoinedTransaction<T> implements BatchStore<T> {

  private static final String DOING = "storing rows";

  private final TransactionSessions sessions;
  private final BatchTransaction<T> transaction;
  private final Ledger ledger;
  private final Watchdog watchdog;

  /** On the connection of the app's transaction, watched over by the watchdog. */
  public JoinedTransaction(
      TransactionSessions sessions,
      BatchTransaction<T> transaction,
      Ledger ledger,
      Watchdog watchdog) {
    this.sessions = sessions;
    this.transaction = transaction;
    this.ledger = ledger;
    this.watchdog = watchdog;
  }

  @Override
  public boolean store(
      Batch<T> batch, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    make(months);
    return sessions.with(DOING, connection -> {
      try (Watchdog.Guard guard = watchdog.guard(connection, options.batchTimeout())) {
        return guard.run(DOING, () -> store(connection, batch, entry));
      }
    });
  }

  @Override
  public void insert(T value, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    make(months);
    sessions.with(DOING, connection -> {
      transaction
          .insertOrUndo(connection, value, entry)
          .ifPresent(backend -> wrote(entry, backend));
      return true;
    });
  }

  @Override
  public <R> R call(Supplier<R> work) {
    Optional<WrittenBatch> writtenBefore = sessions.written();
    Savepoint before = sessions.with(DOING, Connection::setSavepoint);
    try {
      R result = work.get();
      sessions.with(DOING, connection -> {
        connection.releaseSavepoint(before);
        return true;
      });
      return result;
    } catch (RuntimeException | Error e) {
      undo(before, e);
      sessions.restoreWritten(writtenBefore);
      throw e;
    }
  }

  @Override
  public boolean keepsBatches() {
    return false;
  }

  private boolean store(Connection connection, Batch<T> batch, LedgerEntry entry)
      throws SQLException {
    Claim claim = transaction.claim(connection, entry);
    if (claim.first()) {
      batch.number(claim.ids());
      transaction.copy(connection, batch);
      wrote(entry, claim.backend());
    }
    return claim.first();
  }

  private void wrote(LedgerEntry entry, Backend backend) {
    sessions.wroteBatch(entry.key(), backend);
    sessions.afterCommit(() -> ledger.committed(entry.changes()));
  }

  private void undo(Savepoint before, Throwable failure) {
    try {
      sessions.with(DOING, connection -> {
        connection.rollback(before);
        return true;
      });
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** When no second connection is to be had, the months are made in the transaction itself. */
  private void make(MonthsNeeded months) {
    try {
      months.make();
    } catch (DatabaseUnavailableException e) {
      sessions.with(DOING, connection -> {
        months.makeWithin(connection);
        return true;
      });
    }
  }
}
