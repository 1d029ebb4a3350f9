package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import io.entasis.internal.db.Backend;
import io.entasis.internal.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes each batch in a transaction of its own, and tries again where that is safe. */
public final class OwnTransactions<T> implements BatchStore<T> {

  private final Database database;
  private final BatchTransaction<T> transaction;
  private final Ledger ledger;

  /** In that database. */
  public OwnTransactions(Database database, BatchTransaction<T> transaction, Ledger ledger) {
    this.database = database;
    this.transaction = transaction;
    this.ledger = ledger;
  }

  @Override
  public boolean store(
      Batch<T> batch, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    return ledger.committing(
        entry.changes(),
        () -> attempts(entry, options).run(months, new BatchAttempt(batch, entry)));
  }

  @Override
  public void insert(T value, LedgerEntry entry, IngestOptions options, MonthsNeeded months) {
    ledger.committing(
        entry.changes(),
        () -> attempts(entry, options).run(months, new InsertAttempt(value, entry)));
    ledger.keepShort();
  }

  @Override
  public <R> R call(Supplier<R> work) {
    database.sessions().checkOpen();
    R result = work.get();
    ledger.keepShort();
    return result;
  }

  @Override
  public boolean keepsBatches() {
    return true;
  }

  private Attempts attempts(LedgerEntry entry, IngestOptions options) {
    return new Attempts(database, ledger, entry.key(), options);
  }

  /** Stores a batch by COPY. */
  private final class BatchAttempt implements Attempt {

    private final Batch<T> batch;
    private final LedgerEntry entry;

    BatchAttempt(Batch<T> batch, LedgerEntry entry) {
      this.batch = batch;
      this.entry = entry;
    }

    @Override
    public Optional<Backend> begin(Connection connection) throws SQLException {
      Claim claim = transaction.claim(connection, entry);
      if (!claim.first()) {
        return Optional.empty();
      }
      batch.number(claim.ids());
      return Optional.of(claim.backend());
    }

    @Override
    public void write(Connection connection) throws SQLException {
      transaction.copy(connection, batch);
    }
  }

  /** Stores a row by the statement that takes the key. */
  private final class InsertAttempt implements Attempt {

    private final T value;
    private final LedgerEntry entry;

    InsertAttempt(T value, LedgerEntry entry) {
      this.value = value;
      this.entry = entry;
    }

    @Override
    public Optional<Backend> begin(Connection connection) throws SQLException {
      return transaction.insert(connection, value, entry);
    }

    @Override
    public void write(Connection connection) {
      // it is stored
    }
  }
}
