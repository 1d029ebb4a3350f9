package io.entasis.query;

import io.entasis.error.InvalidInputException;
import java.time.Duration;

/**
 * Which row prevails at an instant. How old it may be must be said: a price of last week is no price of today.
 *
 * @param maxAge greatest age of a row; one exactly that old still prevails
 * @param strict whether a row of the very instant is left out, as when it could be the effect of what is joined to it
 */
public record AsOfRule(Duration maxAge, boolean strict) {

  /**
   * Checks the age.
   *
   * @throws InvalidInputException when it is negative
   */
  public AsOfRule {
    if (maxAge.isNegative()) {
      throw new InvalidInputException(
          "the greatest age is " + maxAge + ", it must be zero or more");
    }
  }

  /** The last row at or before the instant, no older than that. */
  public static AsOfRule atOrBefore(Duration maxAge) {
    return new AsOfRule(maxAge, false);
  }

  /** The last row strictly before the instant, no older than that. */
  public static AsOfRule before(Duration maxAge) {
    return new AsOfRule(maxAge, true);
  }
}
