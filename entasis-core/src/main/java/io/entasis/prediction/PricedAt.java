package io.entasis.prediction;

import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

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
}
