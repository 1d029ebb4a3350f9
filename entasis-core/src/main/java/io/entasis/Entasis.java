package io.entasis;

import io.entasis.bar.Bars;
import io.entasis.internal.Assembly;
import io.entasis.internal.Shelves;
import io.entasis.schema.Schema;
import io.entasis.tick.Ticks;

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

  private record OpenTransaction(Shelves shelves) implements Transaction {

    @Override
    public Ticks ticks() {
      return shelves.ticks();
    }

    @Override
    public Bars bars() {
      return shelves.bars();
    }
  }
}
