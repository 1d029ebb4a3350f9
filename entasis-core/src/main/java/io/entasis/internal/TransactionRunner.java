package io.entasis.internal;

import io.entasis.error.OutcomeUnknownException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.ingest.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
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
    try (Lease lease = sessions.lease(DOING, "")) {
      TransactionSessions transaction = new TransactionSessions(lease.connection());
      R result;
      try {
        result = work.run(shelves.apply(transaction));
      } finally {
        transaction.end();
      }
      commit(lease.connection(), transaction);
      return result;
    }
  }

  private void commit(Connection connection, TransactionSessions transaction) {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (!SqlErrors.isConnectionLoss(e) || !isStored(transaction, e)) {
        throw SqlErrors.translate(DOING, e);
      }
    }
  }

  /** The ledger tells, once the server process can commit no more; a transaction without a batch wrote nothing of ours. */
  private boolean isStored(TransactionSessions transaction, SQLException lost) {
    return transaction
        .written()
        .map(batch -> {
          try {
            return sessions.with(DOING, connection -> {
              batch.backend().terminate(connection);
              return ledger.holds(connection, batch.key());
            });
          } catch (RetryableException e) {
            e.addSuppressed(lost);
            throw new OutcomeUnknownException(batch.key(), e);
          }
        })
        .orElse(false);
  }
}
