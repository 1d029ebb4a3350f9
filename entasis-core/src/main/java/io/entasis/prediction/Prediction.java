package io.entasis.prediction;

import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a model said at one instant about a later one.
 *
 * <p>A prediction repeats what its model said, so it may hold what cannot be stored; that is decided when it is recorded.
 * Numbers are kept without trailing zeros, so two predictions are equal when they say the same.
 *
 * <pre>{@code
 * Prediction.of("lstm-7", "BTC-USDT", "return", new BigDecimal("0.004"), now)
 *     .confidence(new BigDecimal("0.62"))
 *     .targetAt(now.plus(Duration.ofHours(1)));
 * }</pre>
 *
 * @param modelId the model; storable from 1 to 50 characters
 * @param symbol the instrument it is about; storable from 1 to 20 characters
 * @param type what kind of prediction it is, in the words of the app; storable from 1 to 20 characters
 * @param value the predicted value, in the unit of its type; storable with up to 12 integer digits and 8 decimals
 * @param timestamp when the prediction was made; kept to the microsecond
 * @param confidence how sure the model was, from 0 to 1 with up to 4 decimals; absent when it did not say
 * @param targetAt the instant it is for, at or after its making; absent when the horizon is chosen at evaluation
 */
public record Prediction(
    String modelId,
    String symbol,
    String type,
    BigDecimal value,
    Instant timestamp,
    Optional<BigDecimal> confidence,
    Optional<Instant> targetAt) {

  /** Cuts instants to microseconds and drops trailing zeros. */
  public Prediction {
    if (value != null) {
      value = PlainDecimal.of(value);
    }
    if (timestamp != null) {
      timestamp = Micros.truncate(timestamp);
    }
    confidence = confidence.map(PlainDecimal::of);
    targetAt = targetAt.map(Micros::truncate);
  }

  /** A prediction without confidence and target. */
  public static Prediction of(
      String modelId, String symbol, String type, BigDecimal value, Instant timestamp) {
    return new Prediction(
        modelId, symbol, type, value, timestamp, Optional.empty(), Optional.empty());
  }

  /** The same with this confidence, from 0 to 1. */
  public Prediction confidence(BigDecimal given) {
    return new Prediction(modelId, symbol, type, value, timestamp, Optional.of(given), targetAt);
  }

  /** The same, for this instant. */
  public Prediction targetAt(Instant instant) {
    return new Prediction(
        modelId, symbol, type, value, timestamp, confidence, Optional.of(instant));
  }
}
