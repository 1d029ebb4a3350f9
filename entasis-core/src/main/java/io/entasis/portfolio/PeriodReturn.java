package io.entasis.portfolio;

import io.entasis.error.InvalidInputException;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The return of a period.
 *
 * @param from its start
 * @param to its end
 * @param fraction simple return as a fraction, 0.01 being one percent; empty when it cannot be told
 */
public record PeriodReturn(Instant from, Instant to, OptionalDouble fraction) {

  /**
   * Checks the period and its return.
   *
   * @throws InvalidInputException when it covers no time, or its return is no number
   */
  public PeriodReturn {
    if (!to.isAfter(from)) {
      throw new InvalidInputException("the period from " + from + " to " + to + " covers no time");
    }
    if (fraction.isPresent() && !Double.isFinite(fraction.getAsDouble())) {
      throw new InvalidInputException("the return from " + from + " to " + to + " is "
          + fraction.getAsDouble() + ", no number");
    }
  }
}
