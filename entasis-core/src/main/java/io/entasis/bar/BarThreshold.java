package io.entasis.bar;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * How much has to happen until a bar is full: ticks, units traded or value traded.
 *
 * @param measure what is counted
 * @param amount how much of it, above zero
 */
public record BarThreshold(Measure measure, BigDecimal amount) {

  /** What is counted. */
  public enum Measure {
    /** Ticks, whatever their volume. */
    TICKS,
    /** Units traded. */
    VOLUME,
    /** Price times volume; where the price is negative, its amount counts. */
    NOTIONAL
  }

  /**
   * Checks the amount.
   *
   * @throws InvalidInputException when it is not above zero
   */
  public BarThreshold {
    Objects.requireNonNull(measure, "measure");
    if (amount.signum() <= 0) {
      throw new InvalidInputException("a bar of " + amount + " would never begin");
    }
  }

  /** Bars of that many ticks. */
  public static BarThreshold ofTicks(long ticks) {
    return new BarThreshold(Measure.TICKS, BigDecimal.valueOf(ticks));
  }

  /** Bars of at least that many units traded. */
  public static BarThreshold ofVolume(BigDecimal volume) {
    return new BarThreshold(Measure.VOLUME, volume);
  }

  /** Bars of at least that value traded. */
  public static BarThreshold ofNotional(BigDecimal notional) {
    return new BarThreshold(Measure.NOTIONAL, notional);
  }
}
