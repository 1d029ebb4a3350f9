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
    requireVolatility("the volatility at " + timestamp, volatility);
  }

  static void requireVolatility(String what, double volatility) {
    if (!(volatility >= 0 && Double.isFinite(volatility))) {
      throw new InvalidInputException(what + " is " + volatility + ", it must be zero or more");
    }
  }
}
