package io.entasis.option;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Volatilities at the points of a grid.
 *
 * @param expiries the expiries, one for each row
 * @param logMoneyness the log-moneyness, one for each column
 * @param rows the volatilities per year as fractions, by row and column; empty where there is none
 */
public record VolatilityGrid(
    List<Instant> expiries, List<Double> logMoneyness, List<List<OptionalDouble>> rows) {

  /** Copies the lists. */
  public VolatilityGrid {
    expiries = List.copyOf(expiries);
    logMoneyness = List.copyOf(logMoneyness);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** The volatility in a row and a column, both from 0. */
  public OptionalDouble at(int row, int column) {
    return rows.get(row).get(column);
  }
}
