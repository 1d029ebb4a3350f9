package io.entasis.ingest;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Writing the rows of one kind of data. Safe for use by several threads, except inside a transaction, which belongs to one.
 *
 * @param <T> the value of a row
 */
public interface RowWriter<T> {

  /**
   * Stores one row.
   *
   * @throws io.entasis.error.InvalidInputException when it cannot be stored as it is; the message says why
   * @throws io.entasis.error.OutcomeUnknownException when the connection was lost during the commit and the server cannot be
   *     asked
   * @see #saveAll(Iterable) saveAll, many times faster for more than a few
   */
  void save(T row);

  /**
   * Stores all rows, in batches of bounded memory whatever the length of the source. Each batch is stored whole or not at all.
   * Rows that cannot be stored are left out and reported with their row number and the reason. The monthly partitions that a
   * batch needs are made before it.
   *
   * @return what was stored and what was not
   * @throws IngestFailedException when the source or the database fails half-way; it carries the report of the batches that are
   *     stored. Inside a transaction nothing of the call remains.
   */
  default IngestReport saveAll(Iterable<T> rows) {
    return saveAll(rows.iterator(), IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own. */
  default IngestReport saveAll(Iterable<T> rows, IngestOptions options) {
    return saveAll(rows.iterator(), options);
  }

  /** As {@link #saveAll(Iterable)}; the stream is read to its end and closed. */
  default IngestReport saveAll(Stream<T> rows) {
    return saveAll(rows, IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own; the stream is read to its end and closed. */
  default IngestReport saveAll(Stream<T> rows, IngestOptions options) {
    try (rows) {
      return saveAll(rows.iterator(), options);
    }
  }

  /** As {@link #saveAll(Iterable)}. */
  default IngestReport saveAll(Iterator<T> rows) {
    return saveAll(rows, IngestOptions.defaults());
  }

  /** As {@link #saveAll(Iterable)}, under options of its own. */
  IngestReport saveAll(Iterator<T> rows, IngestOptions options);
}
