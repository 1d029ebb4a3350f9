package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;

import io.entasis.internal.read.AsOfRows;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.ValueMeaning;
import io.entasis.query.Answer;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A question about predictions and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 * @param age oldest prediction that counts as the latest
 * @param priceAge oldest price that counts at a making or a target
 * @param meanings what the values of types mean
 */
record PgPredictionQuery(
    PredictionAnswers answers,
    PredictionCriteria criteria,
    MaxAge age,
    MaxAge priceAge,
    Meanings meanings)
    implements PredictionQuery, TimedRefinements<Prediction, PredictionQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public PredictionQuery within(TimeBounds bounds) {
    return asking(criteria.within(bounds));
  }

  @Override
  public PredictionQuery windowed(Window window) {
    return asking(criteria.windowed(window));
  }

  @Override
  public PredictionQuery by(String model, String... more) {
    return asking(criteria.by(Selection.of("model", model, more)));
  }

  @Override
  public PredictionQuery about(String symbol, String... more) {
    return asking(criteria.about(Selection.of("symbol", symbol, more)));
  }

  @Override
  public PredictionQuery ofType(String type, String... more) {
    return asking(criteria.ofType(Selection.of("type", type, more)));
  }

  @Override
  public PredictionQuery ofType(String type, ValueMeaning meaning) {
    return new PgPredictionQuery(
        answers,
        criteria.ofType(Selection.of("type", type)),
        age,
        priceAge,
        meanings.with(type, meaning));
  }

  @Override
  public PredictionQuery confidenceAtLeast(BigDecimal confidence) {
    return asking(criteria.confident(criteria.confidence().atLeast(confidence, "confidence")));
  }

  @Override
  public PredictionQuery confidenceAtMost(BigDecimal confidence) {
    return asking(criteria.confident(criteria.confidence().atMost(confidence, "confidence")));
  }

  @Override
  public PredictionQuery maxAge(Duration oldest) {
    return new PgPredictionQuery(answers, criteria, age.of(oldest), priceAge, meanings);
  }

  @Override
  public PredictionQuery maxPriceAge(Duration oldest) {
    return new PgPredictionQuery(answers, criteria, age, priceAge.of(oldest), meanings);
  }

  @Override
  public List<Prediction> list() {
    return answers.rows().list(answers.predictions(criteria));
  }

  @Override
  public Stream<Prediction> stream() {
    return answers.rows().stream(answers.predictions(criteria));
  }

  @Override
  public void forEach(Consumer<? super Prediction> action) {
    answers.rows().forEach(answers.predictions(criteria), Objects.requireNonNull(action, "action"));
  }

  @Override
  public Optional<Prediction> findFirst() {
    return answers.rows().first(answers.predictions(criteria.windowed(window().first())));
  }

  @Override
  public long count() {
    return answers.rows().count(answers.predictions(criteria));
  }

  @Override
  public Optional<Prediction> findLatest() {
    return answers.latest(criteria, age);
  }

  @Override
  public Answer<Optional<Prediction>> answerLatest() {
    return answers.answerLatest(criteria, age);
  }

  @Override
  public Optional<Prediction> findAsOf(Instant instant) {
    return answers.latest(criteria.within(times().cutAfter(instant)), age);
  }

  @Override
  public List<Prediction> latestPerModelAndSymbol() {
    return answers.latestPerPair(criteria, age);
  }

  @Override
  public Map<String, Prediction> latestPerSymbol() {
    return answers.latestPerSymbol(criteria, age);
  }

  @Override
  public List<String> models() {
    return answers.different(PREDICTIONS.MODEL_ID, criteria);
  }

  @Override
  public List<String> symbols() {
    return answers.different(PREDICTIONS.SYMBOL, criteria);
  }

  @Override
  public List<String> types() {
    return answers.different(PREDICTIONS.PREDICTION_TYPE, criteria);
  }

  @Override
  public PredictionScore evaluate(Duration horizon) {
    return answers.score(this, horizon);
  }

  @Override
  public Stream<EvaluatedPrediction> evaluated(Duration horizon) {
    return answers.evaluated(this, horizon);
  }

  @Override
  public <L> Stream<AsOfMatch<L, Prediction>> joinAsOf(
      Stream<L> rows,
      Function<? super L, String> symbol,
      Function<? super L, Instant> at,
      AsOfRule rule) {
    return answers.joined(criteria, new AsOfRows<>(rows, symbol, at), rule);
  }

  private PgPredictionQuery asking(PredictionCriteria other) {
    return new PgPredictionQuery(answers, other, age, priceAge, meanings);
  }
}
