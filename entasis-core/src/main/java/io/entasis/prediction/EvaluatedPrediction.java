package io.entasis.prediction;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A prediction and what happened.
 *
 * @param prediction the prediction
 * @param targetAt the instant it is compared at
 * @param maturity whether it can be compared
 * @param base the price that prevailed at its making
 * @param target the price that prevailed at its target; empty as long as it is pending
 */
public record EvaluatedPrediction(
    Prediction prediction,
    Instant targetAt,
    Maturity maturity,
    Optional<PricedAt> base,
    Optional<PricedAt> target) {

  /** Price at the target minus price at the making, exact; empty when one is missing. */
  public Optional<BigDecimal> realisedMove() {
    return base.flatMap(from -> target.map(to -> to.price().subtract(from.price())));
  }

  /**
   * Simple return from making to target, move / price at the making, as a fraction; empty when a price is missing or the one at the making
   * is not above zero.
   */
  public OptionalDouble realisedReturn() {
    return base.isPresent() && target.isPresent()
        ? base.get().returnTo(target.get().price())
        : OptionalDouble.empty();
  }
}
