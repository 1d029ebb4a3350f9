package io.entasis.tick;

import io.entasis.error.InvalidInputException;
import io.entasis.market.Micros;
import io.entasis.market.ScaledDecimal;
import java.math.BigDecimal;

/**
 * Ticks as columns of primitive values, row for row in the order of the question: exact, about 26 bytes a tick, and made for
 * computing over many of them.
 *
 * <p>Times are microseconds since 1970-01-01T00:00Z. Prices and volumes are whole multiples of 0.00000001 (1e-8), so 185.5 is
 * 18,550,000,000; they reach to about 92 billion.
 *
 * <p>Safe from any thread as long as nobody writes into the arrays.
 */
public final class TickColumns {

  private final TextColumn symbols;
  private final TextColumn exchanges;
  private final long[] timestamps;
  private final long[] prices;
  private final long[] volumes;

  /**
   * Columns of equal length; the arrays are taken as they are, not copied.
   *
   * @param timestamps microseconds since the epoch
   * @param prices multiples of 1e-8
   * @param volumes multiples of 1e-8
   * @throws InvalidInputException when the lengths differ
   */
  public TickColumns(
      TextColumn symbols, TextColumn exchanges, long[] timestamps, long[] prices, long[] volumes) {
    int size = timestamps.length;
    if (symbols.size() != size
        || exchanges.size() != size
        || prices.length != size
        || volumes.length != size) {
      throw new InvalidInputException("columns of different lengths: " + symbols.size() + ", "
          + exchanges.size() + ", " + size + ", " + prices.length + ", " + volumes.length);
    }
    this.symbols = symbols;
    this.exchanges = exchanges;
    this.timestamps = timestamps;
    this.prices = prices;
    this.volumes = volumes;
  }

  /** Number of ticks. */
  public int size() {
    return timestamps.length;
  }

  /** Symbol of each tick. */
  public TextColumn symbols() {
    return symbols;
  }

  /** Exchange of each tick. */
  public TextColumn exchanges() {
    return exchanges;
  }

  /** Time of each tick in microseconds since the epoch: the array itself, not a copy. */
  public long[] timestamps() {
    return timestamps;
  }

  /** Price of each tick in multiples of 1e-8: the array itself, not a copy. */
  public long[] prices() {
    return prices;
  }

  /** Volume of each tick in multiples of 1e-8: the array itself, not a copy. */
  public long[] volumes() {
    return volumes;
  }

  /** The price of a tick as an exact decimal without trailing zeros. */
  public BigDecimal priceAt(int row) {
    return ScaledDecimal.toDecimal(prices[row]);
  }

  /** The volume of a tick as an exact decimal without trailing zeros. */
  public BigDecimal volumeAt(int row) {
    return ScaledDecimal.toDecimal(volumes[row]);
  }

  /** The tick of a row as a record, equal to the one that {@link TickQuery#list()} gives. */
  public Tick tickAt(int row) {
    return new Tick(
        symbols.at(row),
        exchanges.at(row),
        Micros.toInstant(timestamps[row]),
        priceAt(row),
        volumeAt(row));
  }
}
