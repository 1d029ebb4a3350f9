package io.entasis.prediction;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How well predictions did. Of all of them it says how many could be compared with what happened; the other figures are about those.
 *
 * @param meaning what the values mean; empty when there was no prediction
 * @param matured predictions that could be compared
 * @param pending predictions whose target is still to come
 * @param unpriceable predictions whose target was reached but lacks a price, or whose return does not exist since the price at their making
 *     was not above zero
 * @param errors how far off the values were; counts none for directions and probabilities
 * @param directions whether prices went where they said
 * @param calibration whether their confidence can be believed
 * @param rankCorrelation rank correlation, with mean ranks for equal values (C. Spearman, The proof and measurement of association between two
 *     things, 1904), between what was predicted and the realised returns: predicted returns where values are prices or returns, the
 *     values themselves otherwise. Over all pairs together, so symbols of different volatility are to be asked about one by one. From -1
 *     to 1; empty for fewer than three pairs, and when all predictions or all returns are equal
 */
public record PredictionScore(
    Optional<ValueMeaning> meaning,
    long matured,
    long pending,
    long unpriceable,
    ErrorStatistics errors,
    DirectionStatistics directions,
    Calibration calibration,
    OptionalDouble rankCorrelation) {

  /** The score of evaluated predictions whose values have that meaning, in ten bins of confidence; the stream is read to its end. */
  public static PredictionScore of(Stream<EvaluatedPrediction> predictions, ValueMeaning meaning) {
    PredictionScorer scorer = new PredictionScorer(meaning);
    predictions.forEachOrdered(scorer::add);
    return scorer.score();
  }

  /** Number of all predictions. */
  public long total() {
    return matured + pending + unpriceable;
  }

  /** Several lines for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d predictions: %,d matured, %,d pending, %,d unpriceable%n"
            + "error: mean absolute %s, root mean square %s, bias %s%n"
            + "direction: hit rate %s (%,d hits, %,d misses, %,d without a move, %,d undecided)%n"
            + "confidence: Brier score %s, expected calibration error %s%n"
            + "rank correlation: %s",
        total(),
        matured,
        pending,
        unpriceable,
        text(errors.meanAbsoluteError()),
        text(errors.rootMeanSquareError()),
        text(errors.bias()),
        text(directions.hitRate()),
        directions.hits(),
        directions.misses(),
        directions.zeroMoves(),
        directions.undecided(),
        text(calibration.brierScore()),
        text(calibration.expectedError()),
        text(rankCorrelation));
  }

  private static String text(OptionalDouble figure) {
    return figure.isPresent() ? String.format(Locale.ROOT, "%.6g", figure.getAsDouble()) : "none";
  }
}
