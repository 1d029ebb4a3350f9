package io.entasis.internal.ingest;

import io.entasis.error.DeadlineExceededException;
import io.entasis.error.EntasisException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes each batch in a transaction of its own and tries again where that is safe. When the answer to a commit is lost, the same
 * batch is sent again under its key: either the ledger knows it, or it is stored now.
 */
public final class OwnTransactions<T> implements BatchStore<T> {

  private static final String DOING = "storing rows";

  private final PooledSessions sessions;
  private final BatchTransaction<T> transaction;
  private final Watchdog watchdog;
  private final Ledger ledger;

  /** On connections of the sessions, watched over by the watchdog. */
  public OwnTransactions(
      PooledSessions sessions, BatchTransaction<T> transaction, Watchdog watchdog, Ledger ledger) {
    this.sessions = sessions;
    this.transaction = transaction;
    this.watchdog = watchdog;
    this.ledger = ledger;
  }

  @Override
  public boolean store(
      Batch<T> batch, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    return new Attempts(entry, options).store(batch, months);
  }

  @Override
  public void insert(T value, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    new Attempts(entry, options).insert(value, months);
    ledger.keepShort();
  }

  @Override
  public <R> R call(Supplier<R> work) {
    R result = work.get();
    ledger.keepShort();
    return result;
  }

  @Override
  public boolean keepsBatches() {
    return true;
  }

  /** The attempts to store something once under one key. */
  private final class Attempts {

    private final LedgerEntry entry;
    private final IngestOptions options;

    /** The server process whose answer to a commit was lost. */
    private Optional<Backend> inDoubt = Optional.empty();

    Attempts(LedgerEntry entry, IngestOptions options) {
      this.entry = entry;
      this.options = options;
    }

    boolean store(Batch<T> batch, MonthsNeeded months) {
      return repeat(months, connection -> {
        Optional<Backend> doubtful = settleDoubt(connection);
        Claim claim = transaction.claim(connection, entry);
        inDoubt = Optional.empty();
        if (!claim.first()) {
          return doubtful.isPresent();
        }
        transaction.copy(connection, batch, claim);
        commit(connection, claim.backend());
        return true;
      });
    }

    void insert(T value, MonthsNeeded months) {
      repeat(months, connection -> {
        settleDoubt(connection);
        Optional<Backend> backend = transaction.insert(connection, value, entry);
        inDoubt = Optional.empty();
        if (backend.isPresent()) {
          commit(connection, backend.get());
        }
        return backend.isPresent();
      });
    }

    private boolean repeat(MonthsNeeded months, SqlWork<Boolean> work) {
      for (int number = 1; ; number++) {
        try {
          months.make();
          return once(work);
        } catch (RetryableException e) {
          if (number >= options.attempts()) {
            return isStored(e);
          }
          Backoff.pause(number, e);
        } catch (EntasisException e) {
          return isStored(e);
        }
      }
    }

    private boolean once(SqlWork<Boolean> work) {
      try (Lease lease = sessions.lease(DOING, "");
          Watchdog.Guard guard = watchdog.guard(lease.connection(), options.batchTimeout())) {
        try {
          return work.run(lease.connection());
        } catch (SQLException e) {
          throw guard.fired().get()
              ? new DeadlineExceededException(
                  DOING + " took longer than " + options.batchTimeout(), e)
              : SqlErrors.translate(DOING, e);
        }
      }
    }

    /** After the last attempt: the failure, unless an attempt was committed without our knowing. */
    private boolean isStored(EntasisException failure) {
      if (inDoubt.isEmpty()) {
        throw failure;
      }
      boolean stored;
      try {
        stored = sessions.with(DOING, connection -> {
          settleDoubt(connection);
          return ledger.holds(connection, entry.key());
        });
      } catch (EntasisException e) {
        failure.addSuppressed(e);
        throw new OutcomeUnknownException(entry.key(), failure);
      }
      if (!stored) {
        throw failure;
      }
      return true;
    }

    /** Makes sure that the process can commit no more, so that the ledger's answer is final. */
    private Optional<Backend> settleDoubt(Connection connection) throws SQLException {
      if (inDoubt.isPresent()) {
        inDoubt.get().terminate(connection);
      }
      return inDoubt;
    }

    private void commit(Connection connection, Backend backend) throws SQLException {
      try {
        connection.commit();
      } catch (SQLException e) {
        if (SqlErrors.isConnectionLoss(e)) {
          inDoubt = Optional.of(backend);
        }
        throw e;
      }
    }
  }
}
