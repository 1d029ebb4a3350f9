package io.entasis.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.entasis.internal.bar.BarAnswers;
import io.entasis.internal.bar.PgBars;
import io.entasis.internal.db.ConnectionPool;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.ServerCheck;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.ingest.BatchStore;
import io.entasis.internal.ingest.BatchTransaction;
import io.entasis.internal.ingest.JoinedTransaction;
import io.entasis.internal.ingest.Ledger;
import io.entasis.internal.ingest.OwnTransactions;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.internal.ingest.Watchdog;
import io.entasis.internal.partition.MonthPartitions;
import io.entasis.internal.schema.FlywaySchema;
import io.entasis.internal.tick.PgTicks;
import io.entasis.internal.tick.TickAnswers;
import io.entasis.internal.tick.TickEncoder;
import io.entasis.schema.Schema;
import io.entasis.tick.Tick;
import java.time.Clock;

/** Puts the parts together; the one place that picks implementations. */
public final class Assembly implements AutoCloseable {

  private final PooledSessions sessions;
  private final Sql sql;
  private final Clock clock;
  private final Watchdog watchdog = new Watchdog();
  private final TickEncoder tickEncoder = new TickEncoder();
  private final MonthPartitions tickMonths;
  private final BatchTransaction<Tick> tickBatches;
  private final Shelves shelves;
  private final Schema schema;
  private final TransactionRunner transactions;

  private Assembly(PooledSessions sessions, Sql sql, Clock clock) {
    this.sessions = sessions;
    this.sql = sql;
    this.clock = clock;
    Ledger ledger = new Ledger(sessions, sql, clock);
    this.tickMonths = new MonthPartitions(sessions, sql, clock, tickEncoder.table());
    this.tickBatches = new BatchTransaction<>(sql, tickEncoder, tickMonths, ledger);
    this.shelves =
        shelves(sessions, new OwnTransactions<>(sessions, tickBatches, watchdog, ledger));
    this.schema = new FlywaySchema(sessions, sql.schema());
    this.transactions = new TransactionRunner(sessions, ledger, this::joined);
  }

  /** Connects once and puts everything together. */
  public static Assembly open(Settings settings) {
    PooledSessions sessions = sessions(settings.source());
    try {
      String schema = ServerCheck.schemaOf(sessions, settings.schema());
      return new Assembly(sessions, new Sql(schema), settings.clock());
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
    sessions.close();
    watchdog.close();
  }

  private Shelves joined(TransactionSessions transaction) {
    return shelves(transaction, new JoinedTransaction<>(transaction, tickBatches, watchdog));
  }

  private Shelves shelves(Sessions over, BatchStore<Tick> tickStore) {
    TickAnswers answers = new TickAnswers(over, sql, clock, tickMonths);
    return new Shelves(
        new PgTicks(answers, new RowIngest<>(tickEncoder, tickMonths, tickStore, clock)),
        new PgBars(new BarAnswers(over, sql, answers::span)));
  }

  private static PooledSessions sessions(ConnectionSource source) {
    if (source instanceof ConnectionSource.Owned owned) {
      HikariDataSource pool = ConnectionPool.open(owned.settings());
      return new PooledSessions(pool, pool::close);
    }
    return new PooledSessions(((ConnectionSource.Borrowed) source).dataSource(), () -> {});
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
