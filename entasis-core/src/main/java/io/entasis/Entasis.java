package io.entasis;

import io.entasis.bar.Bars;
import io.entasis.cache.Cache;
import io.entasis.internal.Assembly;
import io.entasis.internal.Readers;
import io.entasis.internal.Shelves;
import io.entasis.market.Micros;
import io.entasis.option.OptionChainReader;
import io.entasis.option.OptionChains;
import io.entasis.partition.Partitions;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.portfolio.Portfolios;
import io.entasis.prediction.PredictionReader;
import io.entasis.prediction.Predictions;
import io.entasis.rollup.Rollups;
import io.entasis.schema.Schema;
import io.entasis.tick.TickReader;
import io.entasis.tick.Ticks;
import java.time.Duration;
import java.time.Instant;

/**
 * Trading data on PostgreSQL behind typed repositories: the one object that an app keeps.
 *
 * <pre>{@code
 * try (Entasis entasis = Entasis.builder().dataSource(dataSource).open()) {
 *     entasis.schema().migrate();
 *     IngestReport report = entasis.ticks().saveAll(feed);
 *     List<Tick> morning = entasis.ticks().of("IBM").during(session).list();
 *     List<Bar> bars = entasis.bars().of("IBM", BarSize.ofMinutes(5)).during(session).list();
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads. Closing it ends the connections it made itself; a DataSource that the app handed
 * in stays open.
 */
public final class Entasis implements Repositories, AutoCloseable {

  private final Assembly assembly;

  Entasis(Assembly assembly) {
    this.assembly = assembly;
  }

  /** Starts the settings of a new Entasis. */
  public static EntasisBuilder builder() {
    return new EntasisBuilder();
  }

  @Override
  public Ticks ticks() {
    return assembly.shelves().ticks();
  }

  @Override
  public Bars bars() {
    return assembly.shelves().bars();
  }

  @Override
  public OptionChains chains() {
    return assembly.shelves().chains();
  }

  @Override
  public Predictions predictions() {
    return assembly.shelves().predictions();
  }

  @Override
  public Portfolios portfolios() {
    return assembly.shelves().portfolios();
  }

  /**
   * The repositories as they could be read at an instant of the past: what had happened and had been written by then, whatever was
   * written later.
   *
   * @param instant the instant, at least a second ago by the server's clock
   * @throws io.entasis.error.NotSettledException when a transaction that began by the instant is still open, so that what it writes may
   *     still join what was known then, or when such transactions cannot be seen: on a standby, beside a prepared transaction, or
   *     beside a session for which track_activities is off
   * @throws io.entasis.error.AccessDeniedException when the role may not see whether there is one; it needs pg_read_all_stats where
   *     other roles use the database
   */
  public KnownAt knownAt(Instant instant) {
    return knownAt(instant, Duration.ZERO);
  }

  /** As {@link #knownAt(Instant)}; waits no longer than {@code patience} for the instant to be settled. */
  public KnownAt knownAt(Instant instant, Duration patience) {
    Instant exact = Micros.truncate(instant);
    return new Known(exact, assembly.knownAt(exact, patience));
  }

  /** The bars that are kept: bringing them up to date, checking and freezing them. */
  public Rollups rollups() {
    return assembly.rollups();
  }

  /** The cache: what it has done so far. */
  public Cache cache() {
    return assembly.cache();
  }

  /** The partitions of the large tables: what there is, its upkeep, and loading whole ones. */
  public Partitions partitions() {
    return assembly.partitions();
  }

  /** The tables: making them, and checking that they are the right ones. */
  public Schema schema() {
    return assembly.schema();
  }

  /**
   * Runs the function in a transaction and returns its result. When it returns, the transaction is committed; when it throws,
   * all of it is rolled back and the exception goes on to the caller. Partitions that its rows needed stay.
   *
   * @throws io.entasis.error.OutcomeUnknownException when the connection was lost during the commit and what became of it could
   *     not be found out
   * @throws X what the function throws
   */
  public <R, X extends Exception> R withTransaction(TransactionFunction<R, X> work) throws X {
    return assembly.<R, X>inTransaction(shelves -> work.apply(new OpenTransaction(shelves)));
  }

  /** As {@link #withTransaction}, for work that returns nothing. */
  public <X extends Exception> void useTransaction(TransactionAction<X> work) throws X {
    assembly.<Boolean, X>inTransaction(shelves -> {
      work.run(new OpenTransaction(shelves));
      return true;
    });
  }

  /** Ends the connections that this Entasis made. Calling it again does nothing. */
  @Override
  public void close() {
    assembly.close();
  }

  private record Known(Instant instant, Readers readers) implements KnownAt {

    @Override
    public TickReader ticks() {
      return readers.ticks();
    }

    @Override
    public Bars bars() {
      return readers.bars();
    }

    @Override
    public OptionChainReader chains() {
      return readers.chains();
    }

    @Override
    public PredictionReader predictions() {
      return readers.predictions();
    }

    @Override
    public PortfolioReader portfolios() {
      return readers.portfolios();
    }
  }

  private record OpenTransaction(Shelves shelves) implements Transaction {

    @Override
    public Ticks ticks() {
      return shelves.ticks();
    }

    @Override
    public Bars bars() {
      return shelves.bars();
    }

    @Override
    public OptionChains chains() {
      return shelves.chains();
    }

    @Override
    public Predictions predictions() {
      return shelves.predictions();
    }

    @Override
    public Portfolios portfolios() {
      return shelves.portfolios();
    }
  }
}
