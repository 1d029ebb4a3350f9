package io.entasis.internal.prediction;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How predictions are compared with prices.
 *
 * @param horizon time from making to target, where a prediction has no target of its own
 * @param priceAge oldest price that counts; depends on the prediction when absent
 * @param now the instant after which targets are still to come
 */
record Evaluation(Duration horizon, Optional<Duration> priceAge, Instant now) {

  /** Oldest price that counts when nothing was asked for. */
  static final Duration LONGEST_PRICE_AGE = Duration.ofDays(1);

  private static final Duration LONGEST_HORIZON = Duration.ofDays(36_600);

  Evaluation {
    if (horizon.isNegative() || horizon.isZero() || horizon.compareTo(LONGEST_HORIZON) > 0) {
      throw new InvalidInputException(
          "the horizon is " + horizon + ", it must be above zero and at most a hundred years");
    }
  }
}
