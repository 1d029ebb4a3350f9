package io.entasis.bar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to one symbol from {@code start} to before {@code end}.
 *
 * <p>All numbers are exact. Numbers of bars that are read carry no trailing zeros.
 *
 * @param symbol the instrument
 * @param start first instant of the bar, by which it is labelled
 * @param end first instant after the bar
 * @param open price of the first tick in total order
 * @param high highest price
 * @param low lowest price
 * @param close price of the last tick in total order
 * @param volume sum of the volumes
 * @param notional sum of price times volume
 * @param ticks number of ticks
 * @param firstAt time of the first tick; empty where there is none, as in filled bars, or where nobody has said
 * @param lastAt time of the last tick; empty where there is none, or where nobody has said
 * @param state whether its time had passed when it was built
 */
public record Bar(
    String symbol,
    Instant start,
    Instant end,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    BigDecimal notional,
    long ticks,
    Optional<Instant> firstAt,
    Optional<Instant> lastAt,
    BarState state) {

  private static final int VWAP_DECIMALS = 8;

  /** A bar that does not say when its ticks were. */
  public Bar(
      String symbol,
      Instant start,
      Instant end,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume,
      BigDecimal notional,
      long ticks,
      BarState state) {
    this(
        symbol,
        start,
        end,
        open,
        high,
        low,
        close,
        volume,
        notional,
        ticks,
        Optional.empty(),
        Optional.empty(),
        state);
  }

  /** A bar whose time has passed, which does not say when its ticks were. */
  public Bar(
      String symbol,
      Instant start,
      Instant end,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume,
      BigDecimal notional,
      long ticks) {
    this(symbol, start, end, open, high, low, close, volume, notional, ticks, BarState.FINAL);
  }

  /**
   * The volume-weighted average price: the sum of price times volume over the sum of volume, rounded half-up to 8 decimals,
   * which is the only rounding in it. Empty when nothing was traded.
   */
  public Optional<BigDecimal> vwap() {
    return volume.signum() == 0
        ? Optional.empty()
        : Optional.of(notional.divide(volume, VWAP_DECIMALS, RoundingMode.HALF_UP));
  }
}
