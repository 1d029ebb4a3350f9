package io.entasis.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.entasis.internal.bar.BarAnswers;
import io.entasis.internal.bar.PgBars;
import io.entasis.internal.db.ConnectionPool;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.ServerCheck;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.db.Watchdog;
import io.entasis.internal.ingest.BatchStore;
import io.entasis.internal.ingest.BatchTransaction;
import io.entasis.internal.ingest.JoinedTransaction;
import io.entasis.internal.ingest.Ledger;
import io.entasis.internal.ingest.OwnTransactions;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.internal.partition.MonthPartitions;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.schema.FlywaySchema;
import io.entasis.internal.tick.PgTicks;
import io.entasis.internal.tick.TickAnswers;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.schema.Schema;
import io.entasis.tick.Tick;

/** Puts the parts together; the one place that picks implementations. */
public final class Assembly implements AutoCloseable {

  private final Database database;
  private final TickEncoder tickEncoder = new TickEncoder();
  private final MonthPartitions tickMonths;
  private final BatchTransaction<Tick> tickBatches;
  private final Shelves shelves;
  private final Schema schema;
  private final TransactionRunner transactions;

  private Assembly(Database database) {
    this.database = database;
    Ledger ledger = new Ledger(database);
    this.tickMonths = new MonthPartitions(database, tickEncoder.table());
    this.tickBatches = new BatchTransaction<>(database.sql(), tickEncoder, tickMonths, ledger);
    this.shelves =
        shelves(database.sessions(), new OwnTransactions<>(database, tickBatches, ledger));
    this.schema = new FlywaySchema(database.sessions(), database.sql().schema());
    this.transactions = new TransactionRunner(database.sessions(), ledger, this::joined);
  }

  /** Connects once and puts everything together. */
  public static Assembly open(Settings settings) {
    PooledSessions sessions = sessions(settings.source());
    try {
      String schema = ServerCheck.schemaOf(sessions, settings.schema());
      return new Assembly(
          new Database(sessions, new Sql(schema), settings.clock(), new Watchdog()));
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
  }

  /** The repositories outside of any transaction. */
  public Shelves shelves() {
    return shelves;
  }

  /** The tables. */
  public Schema schema() {
    return schema;
  }

  /** Runs the work in a transaction. */
  public <R, X extends Exception> R inTransaction(Work<R, X> work) throws X {
    return transactions.run(work);
  }

  @Override
  public void close() {
    database.sessions().close();
    database.watchdog().close();
  }

  private Shelves joined(TransactionSessions transaction) {
    return shelves(
        transaction, new JoinedTransaction<>(transaction, tickBatches, database.watchdog()));
  }

  private Shelves shelves(Sessions over, BatchStore<Tick> tickStore) {
    TickAnswers answers =
        new TickAnswers(over, database.sql(), database.clock(), tickMonths, Knowledge.ALL);
    return new Shelves(
        new PgTicks(answers, new RowIngest<>(tickEncoder, tickMonths, tickStore, database.clock())),
        new PgBars(
            new BarAnswers(over, database.sql(), answers::span, database.clock(), Knowledge.ALL)));
  }

  private static PooledSessions sessions(ConnectionSource source) {
    if (source instanceof ConnectionSource.Owned owned) {
      HikariDataSource pool = ConnectionPool.open(owned.settings());
      return new PooledSessions(
          pool, () -> pool.getHikariPoolMXBean().softEvictConnections(), pool::close);
    }
    return new PooledSessions(
        ((ConnectionSource.Borrowed) source).dataSource(), () -> {}, () -> {});
  }

  /**
   * Work inside a transaction.
   *
   * @param <R> what it gives
   * @param <X> the checked exception it may throw
   */
  @FunctionalInterface
  public interface Work<R, X extends Exception> {

    /** Does it. */
    R run(Shelves shelves) throws X;
  }
}
