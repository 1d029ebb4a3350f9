package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import io.entasis.market.TimeRange;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A question about predictions of which nothing was said but one model, one symbol, or both. Where the symbol was, the latest is kept. A
 * question that is refined otherwise goes to the database.
 */
final class CachedPredictionQuery implements PredictionQuery, Question<Optional<Prediction>> {

  private final PredictionQuery query;
  private final PredictionSubject subject;
  private final KindCache<Optional<Prediction>> cache;

  CachedPredictionQuery(
      PredictionQuery query, PredictionSubject subject, KindCache<Optional<Prediction>> cache) {
    this.query = query;
    this.subject = subject;
    this.cache = cache;
  }

  @Override
  public PredictionQuery by(String model, String... more) {
    PredictionQuery next = query.by(model, more);
    return more.length > 0 ? next : new CachedPredictionQuery(next, subject.by(model), cache);
  }

  @Override
  public PredictionQuery about(String symbol, String... more) {
    PredictionQuery next = query.about(symbol, more);
    return more.length > 0 ? next : new CachedPredictionQuery(next, subject.about(symbol), cache);
  }

  @Override
  public Optional<Prediction> findLatest() {
    return subject.symbol().isPresent() ? cache.get(subject, this) : query.findLatest();
  }

  @Override
  public Answer<Optional<Prediction>> answerLatest() {
    return subject.symbol().isPresent() ? cache.answer(subject, this) : query.answerLatest();
  }

  @Override
  public Collection<String> subjects() {
    return subject.symbol().stream().toList();
  }

  @Override
  public Span span() {
    return Span.ALL;
  }

  @Override
  public Optional<Prediction> read() {
    return query.findLatest();
  }

  @Override
  public int rows(Optional<Prediction> answer) {
    return 1;
  }

  @Override
  public PredictionQuery during(TimeRange range) {
    return query.during(range);
  }

  @Override
  public PredictionQuery since(Instant from) {
    return query.since(from);
  }

  @Override
  public PredictionQuery before(Instant to) {
    return query.before(to);
  }

  @Override
  public PredictionQuery asOf(Instant instant) {
    return query.asOf(instant);
  }

  @Override
  public PredictionQuery ascending() {
    return query.ascending();
  }

  @Override
  public PredictionQuery descending() {
    return query.descending();
  }

  @Override
  public PredictionQuery limit(long rows) {
    return query.limit(rows);
  }

  @Override
  public PredictionQuery ofType(String type, String... more) {
    return query.ofType(type, more);
  }

  @Override
  public PredictionQuery ofType(String type, ValueMeaning meaning) {
    return query.ofType(type, meaning);
  }

  @Override
  public PredictionQuery confidenceAtLeast(BigDecimal confidence) {
    return query.confidenceAtLeast(confidence);
  }

  @Override
  public PredictionQuery confidenceAtMost(BigDecimal confidence) {
    return query.confidenceAtMost(confidence);
  }

  @Override
  public PredictionQuery maxAge(Duration age) {
    return query.maxAge(age);
  }

  @Override
  public PredictionQuery maxPriceAge(Duration age) {
    return query.maxPriceAge(age);
  }

  @Override
  public List<Prediction> list() {
    return query.list();
  }

  @Override
  public Stream<Prediction> stream() {
    return query.stream();
  }

  @Override
  public void forEach(Consumer<? super Prediction> action) {
    query.forEach(action);
  }

  @Override
  public Optional<Prediction> findFirst() {
    return query.findFirst();
  }

  @Override
  public long count() {
    return query.count();
  }

  @Override
  public Optional<Prediction> findAsOf(Instant instant) {
    return query.findAsOf(instant);
  }

  @Override
  public List<Prediction> latestPerModelAndSymbol() {
    return query.latestPerModelAndSymbol();
  }

  @Override
  public Map<String, Prediction> latestPerSymbol() {
    return query.latestPerSymbol();
  }

  @Override
  public List<String> models() {
    return query.models();
  }

  @Override
  public List<String> symbols() {
    return query.symbols();
  }

  @Override
  public List<String> types() {
    return query.types();
  }

  @Override
  public PredictionScore evaluate(Duration horizon) {
    return query.evaluate(horizon);
  }

  @Override
  public Stream<EvaluatedPrediction> evaluated(Duration horizon) {
    return query.evaluated(horizon);
  }

  @Override
  public <L> Stream<AsOfMatch<L, Prediction>> joinAsOf(
      Stream<L> rows,
      Function<? super L, String> symbol,
      Function<? super L, Instant> at,
      AsOfRule rule) {
    return query.joinAsOf(rows, symbol, at, rule);
  }
}
