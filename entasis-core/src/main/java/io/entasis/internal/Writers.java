package io.entasis.internal;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.ingest.Ledger;
import io.entasis.internal.ingest.OnceInJoinedTransaction;
import io.entasis.internal.ingest.OnceInOwnTransaction;
import io.entasis.internal.ingest.RowKind;
import io.entasis.internal.option.OptionEncoder;
import io.entasis.internal.option.PgOptionChains;
import io.entasis.internal.partition.TablePartitions;
import io.entasis.internal.partition.WholeTable;
import io.entasis.internal.portfolio.PgPortfolios;
import io.entasis.internal.prediction.PgPredictions;
import io.entasis.internal.prediction.PredictionEncoder;
import io.entasis.internal.tick.PgTicks;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.option.OptionQuote;
import io.entasis.prediction.Prediction;
import io.entasis.tick.Tick;

/** Makes repositories of what answers questions by adding what writes. */
final class Writers {

  private final Database database;
  private final Ledger ledger;
  private final RowKind<Tick> ticks;
  private final RowKind<OptionQuote> quotes;
  private final RowKind<Prediction> predictions;

  Writers(Database database, Ledger ledger, TablePartitions tickParts, TablePartitions quoteParts) {
    PredictionEncoder predictionEncoder = new PredictionEncoder();
    this.database = database;
    this.ledger = ledger;
    this.ticks = new RowKind<>(database, ledger, new TickEncoder(), tickParts);
    this.quotes = new RowKind<>(database, ledger, new OptionEncoder(), quoteParts);
    this.predictions = new RowKind<>(
        database, ledger, predictionEncoder, new WholeTable(predictionEncoder.table()));
  }

  /** Repositories that write in transactions of their own. */
  Shelves own(Readers readers) {
    return new Shelves(
        new PgTicks(readers.ticks(), ticks.own()),
        readers.bars(),
        new PgOptionChains(readers.chains(), quotes.own()),
        new PgPredictions(readers.predictions(), predictions.own()),
        new PgPortfolios(
            readers.portfolios(),
            new OnceInOwnTransaction(database, ledger),
            database.sql(),
            database.clock()));
  }

  /** Repositories that write in a transaction of the app. */
  Shelves joined(Readers readers, TransactionSessions transaction) {
    return new Shelves(
        new PgTicks(readers.ticks(), ticks.joined(transaction)),
        readers.bars(),
        new PgOptionChains(readers.chains(), quotes.joined(transaction)),
        new PgPredictions(readers.predictions(), predictions.joined(transaction)),
        new PgPortfolios(
            readers.portfolios(),
            new OnceInJoinedTransaction(transaction, ledger),
            database.sql(),
            database.clock()));
  }
}
