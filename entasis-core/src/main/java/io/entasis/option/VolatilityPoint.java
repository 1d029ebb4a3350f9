package io.entasis.option;

import io.entasis.error.InvalidInputException;
import java.time.Instant;

/**
 * A volatility at an instant.
 *
 * @param timestamp the instant
 * @param volatility volatility per year as a fraction, zero or more
 */
public record VolatilityPoint(Instant timestamp, double volatility) {

  /**
   * Checks the volatility.
   *
   * @throws InvalidInputException when it is negative or no number
   */
  public VolatilityPoint {
    if (!(volatility >= 0 && Double.isFinite(volatility))) {
      throw new InvalidInputException(
          "the volatility at " + timestamp + " is " + volatility + ", it must be zero or more");
    }
  }
}
