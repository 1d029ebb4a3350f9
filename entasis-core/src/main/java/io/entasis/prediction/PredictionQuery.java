package io.entasis.prediction;

import io.entasis.query.Answer;
import io.entasis.query.AsOfJoinable;
import io.entasis.query.TimedQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question about predictions. It is an immutable value: each refinement returns a new question and leaves this one as it was.
 *
 * <p>Times are those at which predictions were made. Without refinements a question covers all models, symbols and times, in ascending
 * total order. Conditions are applied before anything is picked. Each refinement can be made once; a second one of the same kind fails
 * at that line with {@link io.entasis.error.InvalidInputException}.
 */
public interface PredictionQuery
    extends TimedQuery<Prediction, PredictionQuery>, AsOfJoinable<Prediction> {

  /** Only predictions of these models. */
  PredictionQuery by(String model, String... more);

  /** Only predictions about these symbols. */
  PredictionQuery about(String symbol, String... more);

  /** Only predictions of these types. */
  PredictionQuery ofType(String type, String... more);

  /** Only predictions of that type, whose value has that meaning. */
  PredictionQuery ofType(String type, ValueMeaning meaning);

  /** Only predictions of that confidence or more; those without one do not count. */
  PredictionQuery confidenceAtLeast(BigDecimal confidence);

  /** Only predictions of that confidence or less; those without one do not count. */
  PredictionQuery confidenceAtMost(BigDecimal confidence);

  /**
   * No prediction older than this for the questions about the latest. Age is counted from the instant of {@link #asOf},
   * {@link #before} or the end of {@link #during}, and from now where there is none. A prediction exactly that old is still found.
   */
  PredictionQuery maxAge(Duration age);

  /**
   * No price older than this for {@link #evaluate} and {@link #evaluated}, counted from the making or the target of a prediction; a
   * price exactly that old still counts. By default it is the time from making to target, and one day where that is longer.
   */
  PredictionQuery maxPriceAge(Duration age);

  /** The last prediction in total order that meets the conditions. Order and limit do not matter. */
  Optional<Prediction> findLatest();

  /** As {@link #findLatest}, with where the prediction comes from and when it was read. */
  Answer<Optional<Prediction>> answerLatest();

  /** The prediction that prevails at the instant: the last one at or before it in total order. */
  Optional<Prediction> findAsOf(Instant instant);

  /** The last prediction of each model about each symbol, in one round trip, by model and symbol. */
  List<Prediction> latestPerModelAndSymbol();

  /** The last prediction about each symbol whichever model made it, in one round trip, by symbol. */
  Map<String, Prediction> latestPerSymbol();

  /** The models that have predictions, in alphabetical order. */
  List<String> models();

  /** The symbols that have predictions, in alphabetical order. */
  List<String> symbols();

  /** The types that predictions have, in alphabetical order. */
  List<String> types();

  /**
   * Compares each prediction with what happened: the price that prevailed at its target with the one that prevailed at its making. The
   * target is the prediction's own, or where it has none that long after its making. Nothing later than the target is looked at, and a
   * prediction whose target is still to come is counted as pending and never scored.
   *
   * <p>What values mean is declared with {@link #ofType(String, ValueMeaning)}, or for the whole app in the builder of Entasis.
   *
   * @param horizon time from making to target of predictions that have no target of their own, above zero
   * @throws io.entasis.error.InvalidInputException when the meaning of a type among them was not declared, or when types of different
   *     meanings are asked together
   */
  PredictionScore evaluate(Duration horizon);

  /**
   * The predictions with their prices, one by one in the order of the question and in constant memory. <strong>The caller closes the
   * stream</strong>.
   *
   * @param horizon as in {@link #evaluate}
   */
  Stream<EvaluatedPrediction> evaluated(Duration horizon);
}
