package io.entasis.tick;

import io.entasis.market.Micros;
import io.entasis.partition.LoadableTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * One trade as an exchange reported it.
 *
 * <p>A tick repeats what its feed said, so it may hold what cannot be stored: an empty symbol, a ninth decimal, a negative
 * volume, even a null. Whether it can be stored is decided when it is saved, where one bad row becomes an item of the report
 * and does not stop its neighbours. Ticks read from the database are always complete and valid.
 *
 * <p>Two ticks are equal when they say the same: prices and volumes are compared as numbers, so 185.5 equals 185.50. Ticks
 * read back carry no trailing zeros.
 *
 * @param symbol the instrument, for example {@code BTC-USDT} or {@code IBM}; storable from 1 to 20 characters
 * @param exchange the venue that reported the trade; storable from 1 to 20 characters
 * @param timestamp when the trade happened; kept to the microsecond, anything finer is cut off, never rounded up
 * @param price price of one unit, exact; storable with up to 12 integer digits and 8 decimals, negative prices included
 * @param volume number of units traded, exact; storable with up to 12 integer digits and 8 decimals, zero or more
 */
public record Tick(
    String symbol, String exchange, Instant timestamp, BigDecimal price, BigDecimal volume) {

  /** The table of ticks. */
  public static final LoadableTable<Tick> TABLE = new LoadableTable<>("market_data", Tick.class);

  /** Cuts the timestamp to microseconds. */
  public Tick {
    if (timestamp != null) {
      timestamp = Micros.truncate(timestamp);
    }
  }

  /** Whether the other is a tick that says the same; numbers are compared by value, not by scale. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tick that
        && Objects.equals(symbol, that.symbol)
        && Objects.equals(exchange, that.exchange)
        && Objects.equals(timestamp, that.timestamp)
        && sameNumber(price, that.price)
        && sameNumber(volume, that.volume);
  }

  /** Agrees with {@link #equals}: the scale of a number does not count. */
  @Override
  public int hashCode() {
    return Objects.hash(symbol, exchange, timestamp, hash(price), hash(volume));
  }

  private static boolean sameNumber(BigDecimal one, BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  private static int hash(BigDecimal number) {
    return number == null ? 0 : number.stripTrailingZeros().hashCode();
  }
}
