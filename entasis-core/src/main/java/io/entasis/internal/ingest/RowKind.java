package io.entasis.internal.ingest;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.partition.Placement;

/**
 * How one kind of row is written, in transactions of its own or in those of the app.
 *
 * @param <T> the value of a row
 */
public final class RowKind<T> {

  private final Database database;
  private final Ledger ledger;
  private final RowEncoder<T> encoder;
  private final Placement placement;
  private final BatchTransaction<T> batches;

  /** Of rows that the encoder writes to where the placement says. */
  public RowKind(Database database, Ledger ledger, RowEncoder<T> encoder, Placement placement) {
    this.database = database;
    this.ledger = ledger;
    this.encoder = encoder;
    this.placement = placement;
    this.batches = new BatchTransaction<>(database.sql(), encoder, placement, ledger);
  }

  /** Writes each batch in a transaction of its own. */
  public RowIngest<T> own() {
    return into(new OwnTransactions<>(database, batches, ledger), database.sessions());
  }

  /** Writes batches in a transaction of the app. */
  public RowIngest<T> joined(TransactionSessions transaction) {
    return into(
        new JoinedTransaction<>(transaction, batches, ledger, database.watchdog()), transaction);
  }

  private RowIngest<T> into(BatchStore<T> store, Sessions sessions) {
    return new RowIngest<>(new RowTarget<>(encoder, placement), store, sessions, database.clock());
  }
}
