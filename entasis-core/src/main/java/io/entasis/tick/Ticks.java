package io.entasis.tick;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The ticks in the database: writing them, and the start of every question about them. Safe for use by several threads,
 * except inside a transaction, which belongs to one.
 *
 * <p>Ticks have a total order: by timestamp, and within one instant by arrival. The ticks that one writer saves keep the
 * order in which it saved them.
 */
public interface Ticks {

  /**
   * Stores one tick.
   *
   * @throws io.entasis.error.InvalidInputException when it cannot be stored as it is; the message says why
   * @throws io.entasis.error.OutcomeUnknownException when the connection was lost during the commit and the server cannot be
   *     asked
   * @see #saveAll(Iterable) saveAll, many times faster for more than a few
   */
  void save(Tick tick);

  /**
   * Stores all ticks, in batches of bounded memory whatever the length of the source. Each batch is stored whole or not at
   * all. Ticks that cannot be stored are left out and reported with their row number and the reason. The monthly
   * partitions that a batch needs are made before it.
   *
   * @return what was stored and what was not
   * @throws io.entasis.ingest.IngestFailedException when the source or the database fails half-way; it carries the report of
   *     the batches that are stored. Inside a transaction nothing of the call remains.
   */
  default IngestReport saveAll(Iterable<Tick> ticks) {
    return saveAll(ticks.iterator(), IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own. */
  default IngestReport saveAll(Iterable<Tick> ticks, IngestOptions options) {
    return saveAll(ticks.iterator(), options);
  }

  /** As {@link #saveAll(Iterable)}; the stream is read to its end and closed. */
  default IngestReport saveAll(Stream<Tick> ticks) {
    return saveAll(ticks, IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own; the stream is read to its end and closed. */
  default IngestReport saveAll(Stream<Tick> ticks, IngestOptions options) {
    try (ticks) {
      return saveAll(ticks.iterator(), options);
    }
  }

  /** As {@link #saveAll(Iterable)}. */
  default IngestReport saveAll(Iterator<Tick> ticks) {
    return saveAll(ticks, IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own. */
  IngestReport saveAll(Iterator<Tick> ticks, IngestOptions options);

  /** A question about one symbol. */
  TickQuery of(String symbol);

  /** A question about several symbols; their ticks come in one order of time. */
  TickQuery of(String first, String second, String... more);

  /**
   * A question about several symbols; their ticks come in one order of time.
   *
   * @throws io.entasis.error.InvalidInputException when no symbol is given
   */
  TickQuery of(Collection<String> symbols);

  /** A question about every symbol. */
  TickQuery all();
}
