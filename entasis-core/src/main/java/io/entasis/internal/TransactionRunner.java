package io.entasis.internal;

import io.entasis.error.EntasisException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.db.TransactionSessions.WrittenBatch;
import io.entasis.internal.ingest.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Runs work of the app in a transaction, and finds out what became of it when the answer to its commit is lost. */
final class TransactionRunner {

  private static final String DOING = "the transaction";

  private final PooledSessions sessions;
  private final Ledger ledger;
  private final Function<TransactionSessions, Shelves> shelves;

  TransactionRunner(
      PooledSessions sessions, Ledger ledger, Function<TransactionSessions, Shelves> shelves) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.shelves = shelves;
  }

  <R, X extends Exception> R run(Assembly.Work<R, X> work) throws X {
    R result;
    TransactionSessions transaction;
    Optional<SQLException> lost;
    try (Lease lease = sessions.lease(DOING, "")) {
      transaction = new TransactionSessions(lease.connection());
      try {
        result = work.run(shelves.apply(transaction));
      } finally {
        transaction.end();
      }
      lost = commit(lease.connection());
    }
    settle(transaction, lost);
    if (transaction.written().isPresent()) {
      ledger.keepShort();
    }
    return result;
  }

  /** Commits; gives the failure that hides the outcome, if there is one. */
  private static Optional<SQLException> commit(Connection connection) {
    try {
      connection.commit();
      return Optional.empty();
    } catch (SQLException e) {
      if (SqlErrors.isConnectionLoss(e)) {
        return Optional.of(e);
      }
      throw SqlErrors.translate(DOING, e);
    }
  }

  /** What is done after the commit is done too when nobody can tell whether it happened. */
  private void settle(TransactionSessions transaction, Optional<SQLException> lost) {
    try {
      lost.ifPresent(failure -> resolve(transaction.written(), failure));
      transaction.committed();
    } catch (OutcomeUnknownException e) {
      transaction.committed();
      throw e;
    }
  }

  /** A transaction without a batch has written nothing of ours; of others the ledger tells. */
  private void resolve(Optional<WrittenBatch> written, SQLException lost) {
    if (written.isEmpty() || !isStored(written.get(), lost)) {
      throw SqlErrors.translate(DOING, lost);
    }
  }

  /** What the ledger says is final once the server process can commit no more. */
  private boolean isStored(WrittenBatch batch, SQLException lost) {
    try {
      return sessions.with(DOING, connection -> {
        batch.backend().terminate(connection);
        return ledger.holds(connection, batch.key());
      });
    } catch (EntasisException e) {
      e.addSuppressed(lost);
      throw new OutcomeUnknownException(batch.key(), e);
    }
  }
}
