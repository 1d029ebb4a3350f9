package io.entasis.internal;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.OPTION_DATA;

import com.zaxxer.hikari.HikariDataSource;
import io.entasis.internal.bar.BarAnswers;
import io.entasis.internal.bar.PgBars;
import io.entasis.internal.db.ConnectionPool;
import io.entasis.internal.db.ConnectionSource;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.ServerCheck;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Settlement;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.TransactionSessions;
import io.entasis.internal.db.Watchdog;
import io.entasis.internal.ingest.Ledger;
import io.entasis.internal.lifecycle.PgPartitions;
import io.entasis.internal.option.ChainAnswers;
import io.entasis.internal.option.PgOptionChainReader;
import io.entasis.internal.option.QuoteAnswers;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.internal.partition.TablePartitions;
import io.entasis.internal.portfolio.PortfolioAnswers;
import io.entasis.internal.prediction.Meanings;
import io.entasis.internal.prediction.PgPredictionReader;
import io.entasis.internal.prediction.PredictionAnswers;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.rollup.BackgroundRefresh;
import io.entasis.internal.rollup.KnownLevels;
import io.entasis.internal.rollup.PgRollups;
import io.entasis.internal.schema.FlywaySchema;
import io.entasis.internal.tick.PgTickReader;
import io.entasis.internal.tick.TickAnswers;
import io.entasis.partition.Partitions;
import io.entasis.rollup.Rollups;
import io.entasis.schema.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Puts the parts together; the one place that picks implementations. */
public final class Assembly implements AutoCloseable {

  private final Database database;
  private final Meanings meanings;
  private final TablePartitions tickParts;
  private final TablePartitions quoteParts;
  private final Writers writers;
  private final Shelves shelves;
  private final Schema schema;
  private final TransactionRunner transactions;
  private final KnownLevels levels;
  private final BackgroundRefresh refresh;
  private final Rollups rollups;
  private final PgPartitions partitions;

  private Assembly(Database database, Meanings meanings, Duration refreshInterval) {
    Ledger ledger = new Ledger(database);
    this.database = database;
    this.meanings = meanings;
    this.levels = new KnownLevels(database);
    this.tickParts = new TablePartitions(database, MARKET_DATA.getName());
    this.quoteParts = new TablePartitions(database, OPTION_DATA.getName());
    this.writers = new Writers(database, ledger, tickParts, quoteParts);
    this.shelves = writers.own(readers(database.sessions(), Knowledge.ALL));
    this.schema = new FlywaySchema(database.sessions(), database.sql().schema());
    this.transactions = new TransactionRunner(database.sessions(), ledger, this::joined);
    this.refresh = BackgroundRefresh.start(database, refreshInterval);
    this.rollups = new PgRollups(database, levels, refresh);
    this.partitions = new PgPartitions(database, PartitionChanges.UNTOLD, this::forgetPartitions);
  }

  /** Connects once and puts everything together. */
  public static Assembly open(Settings settings) {
    PooledSessions sessions = sessions(settings.source());
    try {
      String schema = ServerCheck.schemaOf(sessions, settings.schema());
      return new Assembly(
          new Database(sessions, new Sql(schema), settings.clock(), new Watchdog()),
          new Meanings(settings.meanings()),
          settings.rollupRefresh());
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
  }

  /** The repositories outside of any transaction. */
  public Shelves shelves() {
    return shelves;
  }

  /** What was known at the instant, once that is settled; waits for it no longer than the patience lasts. */
  public Readers knownAt(Instant instant, Duration patience) {
    new Settlement(database.sessions()).await(instant, patience);
    return readers(database.sessions(), Knowledge.at(instant));
  }

  /** The tables. */
  public Schema schema() {
    return schema;
  }

  /** The bars that are kept. */
  public Rollups rollups() {
    return rollups;
  }

  /** The partitions of the large tables. */
  public Partitions partitions() {
    return partitions;
  }

  /** Runs the work in a transaction. */
  public <R, X extends Exception> R inTransaction(Work<R, X> work) throws X {
    return transactions.run(work);
  }

  @Override
  public void close() {
    partitions.close();
    refresh.close();
    database.sessions().close();
    database.watchdog().close();
  }

  private void forgetPartitions() {
    tickParts.forget();
    quoteParts.forget();
  }

  private Shelves joined(TransactionSessions transaction) {
    return writers.joined(readers(transaction, Knowledge.ALL), transaction);
  }

  private Readers readers(Sessions over, Knowledge knowledge) {
    Sql sql = database.sql();
    Clock clock = database.clock();
    TickAnswers ticks = new TickAnswers(over, sql, clock, tickParts, knowledge);
    return new Readers(
        new PgTickReader(ticks),
        new PgBars(new BarAnswers(over, sql, ticks, levels, clock)),
        new PgOptionChainReader(
            new ChainAnswers(over, sql, clock, knowledge),
            new QuoteAnswers(over, sql, clock, knowledge)),
        new PgPredictionReader(new PredictionAnswers(over, sql, clock, knowledge, meanings)),
        new PortfolioAnswers(over, sql, clock, knowledge));
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
