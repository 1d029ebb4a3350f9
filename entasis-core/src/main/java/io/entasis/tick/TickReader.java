package io.entasis.tick;

import java.util.Collection;

/** The start of every question about ticks. Safe for use by several threads, except inside a transaction, which belongs to one. */
public interface TickReader {

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
