package io.entasis.internal;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.OPTION_DATA;

import com.zaxxer.hikari.HikariDataSource;
import io.entasis.cache.Cache;
import io.entasis.internal.bar.BarAnswers;
import io.entasis.internal.bar.PgBars;
import io.entasis.internal.cache.Caches;
import io.entasis.internal.cache.NoCache;
import io.entasis.internal.change.ChangeListener;
import io.entasis.internal.change.ChangeLog;
import io.entasis.internal.change.ChangeLogUpkeep;
import io.entasis.internal.change.LogPosition;
import io.entasis.internal.change.UntriggeredChanges;
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
import io.entasis.internal.loading.BarsOfTicks;
import io.entasis.internal.loading.ContractsOfQuotes;
import io.entasis.internal.loading.LoadKind;
import io.entasis.internal.loading.PgPartitionLoading;
import io.entasis.internal.option.ChainAnswers;
import io.entasis.internal.option.OptionEncoder;
import io.entasis.internal.option.PgOptionChainReader;
import io.entasis.internal.option.QuoteAnswers;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.internal.partition.TableLayout;
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
import io.entasis.internal.tick.TickEncoder;
import io.entasis.option.OptionQuote;
import io.entasis.partition.PartitionLoading;
import io.entasis.partition.Partitions;
import io.entasis.rollup.Rollups;
import io.entasis.schema.Schema;
import io.entasis.tick.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts the parts together; the one place that picks implementations. */
public final class Assembly implements AutoCloseable {

  private final Database database;
  private final Meanings meanings;
  private final Optional<Caches> caches;
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

  private Assembly(Database database, Settings settings) {
    ChangeLogUpkeep upkeep = new ChangeLogUpkeep(database, LogPosition.KEPT);
    this.database = database;
    this.caches = settings.cache().map(cache -> Caches.open(cache, database, upkeep));
    ChangeListener listener = caches.<ChangeListener>map(all -> all).orElse(ChangeListener.NOBODY);
    Ledger ledger = new Ledger(database, listener, pruning(caches, upkeep));
    UntriggeredChanges untriggered =
        new UntriggeredChanges(new ChangeLog(database.sql()), listener);
    this.meanings = new Meanings(settings.meanings());
    this.levels = new KnownLevels(database);
    this.tickParts = new TablePartitions(database, MARKET_DATA.getName());
    this.quoteParts = new TablePartitions(database, OPTION_DATA.getName());
    this.writers = new Writers(database, ledger, tickParts, quoteParts);
    Readers readers = readers(database.sessions(), Knowledge.ALL);
    this.shelves = writers.own(caches.map(all -> kept(readers, all)).orElse(readers));
    this.schema = new FlywaySchema(database.sessions(), database.sql().schema());
    this.transactions = new TransactionRunner(database.sessions(), ledger, this::joined);
    this.refresh = BackgroundRefresh.start(database, settings.rollupRefresh());
    this.rollups = new PgRollups(database, levels, refresh, untriggered);
    PartitionChanges changes = new PartitionNotices(untriggered);
    this.partitions =
        new PgPartitions(database, changes, loading(database, changes), this::forgetPartitions);
  }

  /** Connects once and puts everything together. */
  public static Assembly open(Settings settings) {
    PooledSessions sessions = sessions(settings.source());
    try {
      String schema = ServerCheck.schemaOf(sessions, settings.schema());
      return new Assembly(
          new Database(sessions, new Sql(schema), settings.clock(), new Watchdog()), settings);
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

  /** The cache, which may be off. */
  public Cache cache() {
    return caches.<Cache>map(all -> all).orElseGet(NoCache::new);
  }

  /** The partitions of the large tables. */
  public Partitions partitions() {
    return partitions;
  }

  /** Partitions that are loaded whole. */
  private static PartitionLoading loading(Database database, PartitionChanges changes) {
    Sql sql = database.sql();
    return new PgPartitionLoading(
        database,
        changes,
        List.of(
            new LoadKind<>(
                Tick.TABLE, new TickEncoder(), TableLayout.of(MARKET_DATA), new BarsOfTicks(sql)),
            new LoadKind<>(
                OptionQuote.TABLE,
                new OptionEncoder(),
                TableLayout.of(OPTION_DATA),
                new ContractsOfQuotes(sql))));
  }

  /** Runs the work in a transaction. */
  public <R, X extends Exception> R inTransaction(Work<R, X> work) throws X {
    return transactions.run(work);
  }

  @Override
  public void close() {
    caches.ifPresent(Caches::close);
    partitions.close();
    refresh.close();
    database.sessions().close();
    database.watchdog().close();
  }

  private static Readers kept(Readers readers, Caches caches) {
    return new Readers(
        caches.ticks(readers.ticks()),
        caches.bars(readers.bars()),
        caches.chains(readers.chains()),
        caches.predictions(readers.predictions()),
        caches.portfolios(readers.portfolios()));
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

  /** Whoever writes need not do what a thread of the cache does. */
  private static Runnable pruning(Optional<Caches> caches, ChangeLogUpkeep upkeep) {
    return caches.isPresent() ? () -> {} : upkeep::keepShortInPassing;
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
