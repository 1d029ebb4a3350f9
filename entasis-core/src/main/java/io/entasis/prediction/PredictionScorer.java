package io.entasis.prediction;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Adds evaluated predictions up to a {@link PredictionScore}. It keeps two numbers of each one that matured, which the rank correlation
 * needs, and nothing else that grows. Sums are compensated (Kahan and Neumaier), so that the order of many predictions does not matter.
 * Not thread-safe.
 *
 * <p>The direction of a prediction is the sign of its value minus the price at its making where values are prices, of its value where they are
 * returns or directions, and of its value minus one half where they are probabilities. Confidence is that of the prediction; where values
 * are probabilities and it has none, it is the probability of the direction that it names.
 */
public final class PredictionScorer {

  private static final int BINS = 10;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final ValueMeaning meaning;
  private final ErrorSums errors = new ErrorSums();
  private final RankCorrelation ranks = new RankCorrelation();
  private final CalibrationSums calibration;
  private long matured;
  private long pending;
  private long unpriceable;
  private long hits;
  private long misses;
  private long zeroMoves;
  private long undecided;

  /** For values of that meaning, with ten bins of confidence. */
  public PredictionScorer(ValueMeaning meaning) {
    this(meaning, BINS);
  }

  /**
   * For values of that meaning.
   *
   * @param bins number of bins of confidence, one or more
   */
  public PredictionScorer(ValueMeaning meaning, int bins) {
    if (bins < 1) {
      throw new InvalidInputException("the number of bins is " + bins + ", it must be one or more");
    }
    this.meaning = meaning;
    this.calibration = new CalibrationSums(bins);
  }

  /**
   * Adds one.
   *
   * @throws InvalidInputException when its confidence is not from 0 to 1; it is not added then
   */
  public void add(EvaluatedPrediction evaluated) {
    evaluated.prediction().confidence().ifPresent(PredictionScorer::requireShare);
    if (evaluated.maturity() == Maturity.PENDING) {
      pending++;
    } else if (evaluated.maturity() == Maturity.UNPRICEABLE || lacksReturn(evaluated)) {
      unpriceable++;
    } else {
      matured++;
      addMatured(evaluated);
    }
  }

  /** The score of all that were added so far. */
  public PredictionScore score() {
    return new PredictionScore(
        matured + pending + unpriceable == 0 ? Optional.empty() : Optional.of(meaning),
        matured,
        pending,
        unpriceable,
        errors.statistics(),
        new DirectionStatistics(hits, misses, zeroMoves, undecided),
        calibration.calibration(),
        ranks.coefficient());
  }

  private boolean lacksReturn(EvaluatedPrediction evaluated) {
    return meaning == ValueMeaning.RETURN && evaluated.realisedReturn().isEmpty();
  }

  private void addMatured(EvaluatedPrediction evaluated) {
    addError(evaluated);
    addDirection(evaluated);
    OptionalDouble realised = evaluated.realisedReturn();
    if (realised.isPresent()) {
      ranks.add(expectation(evaluated), realised.getAsDouble());
    }
  }

  private void addError(EvaluatedPrediction evaluated) {
    BigDecimal value = evaluated.prediction().value();
    if (meaning == ValueMeaning.PRICE) {
      errors.add(value.subtract(evaluated.target().orElseThrow().price()).doubleValue());
    } else if (meaning == ValueMeaning.RETURN) {
      errors.add(value.doubleValue() - evaluated.realisedReturn().orElseThrow());
    }
  }

  private void addDirection(EvaluatedPrediction evaluated) {
    int predicted = direction(evaluated);
    int realised = evaluated.realisedMove().orElseThrow().signum();
    if (predicted == 0) {
      undecided++;
    } else if (realised == 0) {
      zeroMoves++;
    } else {
      boolean hit = predicted == realised;
      hits += hit ? 1 : 0;
      misses += hit ? 0 : 1;
      confidence(evaluated.prediction()).ifPresent(confidence -> calibration.add(confidence, hit));
    }
  }

  private int direction(EvaluatedPrediction evaluated) {
    BigDecimal value = evaluated.prediction().value();
    return switch (meaning) {
      case PRICE -> value.compareTo(evaluated.base().orElseThrow().price());
      case RETURN, DIRECTION -> value.signum();
      case PROBABILITY -> isProbability(value) ? value.compareTo(HALF) : 0;
    };
  }

  /** What the prediction expected, on a scale on which more means a higher return. */
  private double expectation(EvaluatedPrediction evaluated) {
    BigDecimal value = evaluated.prediction().value();
    return meaning == ValueMeaning.PRICE
        ? evaluated.base().orElseThrow().returnTo(value).orElseThrow()
        : value.doubleValue();
  }

  private Optional<BigDecimal> confidence(Prediction prediction) {
    return prediction
        .confidence()
        .or(() -> meaning == ValueMeaning.PROBABILITY
            ? Optional.of(prediction.value().max(BigDecimal.ONE.subtract(prediction.value())))
            : Optional.empty());
  }

  private static void requireShare(BigDecimal confidence) {
    if (!isProbability(confidence)) {
      throw new InvalidInputException(
          "the confidence of a prediction is " + confidence + ", it must be from 0 to 1");
    }
  }

  private static boolean isProbability(BigDecimal value) {
    return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
  }
}
