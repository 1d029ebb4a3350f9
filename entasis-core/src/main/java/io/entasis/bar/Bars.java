package io.entasis.bar;

import java.util.Collection;

/**
 * Bars of ticks as they are in the database at the moment of the question, so they are never stale. Safe for use by several
 * threads, except inside a transaction, which belongs to one.
 */
public interface Bars {

  /** A question about the bars of one symbol. */
  BarQuery of(String symbol, BarSize size);

  /**
   * A question about the bars of several symbols; they come symbol by symbol.
   *
   * @throws io.entasis.error.InvalidInputException when no symbol is given
   */
  BarQuery of(Collection<String> symbols, BarSize size);

  /** A question about the bars of one symbol that end when enough has happened. */
  ThresholdBarQuery of(String symbol, BarThreshold threshold);

  /**
   * A question about the bars of several symbols that end when enough has happened; they come symbol by symbol.
   *
   * @throws io.entasis.error.InvalidInputException when no symbol is given
   */
  ThresholdBarQuery of(Collection<String> symbols, BarThreshold threshold);
}
