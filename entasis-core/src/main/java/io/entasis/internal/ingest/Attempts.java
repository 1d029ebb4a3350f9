package io.entasis.internal.ingest;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.EntasisException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.Watchdog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The attempts to store something once under one key. When the answer to a commit is lost, the ledger tells before anything is
 * stored again.
 */
final class Attempts {

  private static final String DOING = "storing rows";

  private final Database database;
  private final Ledger ledger;
  private final String key;
  private final IngestOptions options;

  /** The server process of the last attempt; it may sit on its locks, and even commit, long after we have lost it. */
  private Optional<Backend> last = Optional.empty();

  private boolean inDoubt;

  Attempts(Database database, Ledger ledger, String key, IngestOptions options) {
    this.database = database;
    this.ledger = ledger;
    this.key = key;
    this.options = options;
  }

  /**
   * Tries until it succeeds, fails for good, was tried often enough or is interrupted.
   *
   * @return false when the key was taken by an earlier call
   */
  boolean run(MonthsNeeded months, Attempt attempt) {
    for (int number = 1; ; number++) {
      try {
        months.make();
        return once(attempt);
      } catch (RetryableException e) {
        if (e instanceof DatabaseUnavailableException) {
          database.sessions().suspectAll();
        }
        if (number >= options.attempts() || !Backoff.pause(number)) {
          return isStored(e);
        }
      } catch (EntasisException e) {
        return isStored(e);
      }
    }
  }

  private boolean once(Attempt attempt) {
    try (Lease lease = database.sessions().lease(DOING, "");
        Watchdog.Guard guard =
            database.watchdog().guard(lease.connection(), options.batchTimeout())) {
      return guard.run(DOING, () -> once(lease.connection(), attempt));
    }
  }

  private boolean once(Connection connection, Attempt attempt) throws SQLException {
    endLast(connection);
    Optional<Backend> backend = attempt.begin(connection);
    boolean doubtful = inDoubt;
    inDoubt = false;
    if (backend.isEmpty()) {
      return doubtful;
    }
    last = backend;
    attempt.write(connection);
    commit(connection);
    return true;
  }

  private void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      inDoubt = SqlErrors.isConnectionLoss(e);
      throw e;
    }
  }

  /** After the last attempt: the failure, unless an attempt was committed without our knowing. */
  private boolean isStored(EntasisException failure) {
    if (!inDoubt || !ask(failure)) {
      throw failure;
    }
    return true;
  }

  private boolean ask(EntasisException failure) {
    try {
      return database.sessions().with(DOING, connection -> {
        endLast(connection);
        return ledger.holds(connection, key);
      });
    } catch (EntasisException e) {
      failure.addSuppressed(e);
      throw new OutcomeUnknownException(key, failure);
    }
  }

  /** Makes sure that the process can commit no more and holds no lock, so that what the ledger says is final. */
  private void endLast(Connection connection) throws SQLException {
    if (last.isPresent()) {
      last.get().terminate(connection);
      last = Optional.empty();
    }
  }
}
