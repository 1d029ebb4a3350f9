package io.entasis.prediction;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A price that prevailed at an instant.
 *
 * @param price the price
 * @param timestamp when it was made
 * @param age how old it was at the instant; never negative
 */
public record PricedAt(BigDecimal price, Instant timestamp, Duration age) {

  /** Drops trailing zeros of the price. */
  public PricedAt {
    price = PlainDecimal.of(price);
  }

  /**
   * Simple return from this price to another. Divided in decimal, so that equal returns are equal numbers; empty when this price
   * is not above zero.
   */
  OptionalDouble returnTo(BigDecimal other) {
    return price.signum() > 0
        ? OptionalDouble.of(
            other.subtract(price).divide(price, MathContext.DECIMAL128).doubleValue())
        : OptionalDouble.empty();
  }
}
