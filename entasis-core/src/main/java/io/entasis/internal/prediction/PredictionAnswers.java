package io.entasis.internal.prediction;

import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.AsOfJoin;
import io.entasis.internal.read.AsOfRows;
import io.entasis.internal.read.AsOfStream;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.RowAnswers;
import io.entasis.internal.read.Window;
import io.entasis.market.Micros;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionScore;
import io.entasis.query.Answer;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.TableField;

/** Answers questions about predictions from the database. */
public final class PredictionAnswers {

  private static final String DOING = "reading predictions";

  private final Sessions sessions;
  private final Sql sql;
  private final Clock present;
  private final Clock clock;
  private final Knowledge knowledge;
  private final Meanings meanings;
  private final RowAnswers<Prediction> rows;
  private final Evaluator evaluator;

  /**
   * Over the sessions.
   *
   * @param clock tells "now"
   * @param knowledge what may be seen
   * @param meanings what the values of types mean
   */
  public PredictionAnswers(
      Sessions sessions, Sql sql, Clock clock, Knowledge knowledge, Meanings meanings) {
    this.sessions = sessions;
    this.sql = sql;
    this.present = clock;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
    this.meanings = meanings;
    this.rows = new RowAnswers<>(sessions, sql, DOING, PredictionFields::prediction);
    this.evaluator = new Evaluator(sessions, sql);
  }

  /** A question about every prediction. */
  PgPredictionQuery all() {
    return new PgPredictionQuery(
        this, PredictionCriteria.all(knowledge), MaxAge.ANY, MaxAge.ANY, meanings);
  }

  RowAnswers<Prediction> rows() {
    return rows;
  }

  Select<?> predictions(PredictionCriteria criteria) {
    return PredictionSql.predictions(sql.dsl(), criteria);
  }

  Optional<Prediction> latest(PredictionCriteria criteria, MaxAge age) {
    Window last = Window.ALL.ordered(SortOrder.DESC).first();
    return rows.first(predictions(aged(criteria, age).windowed(last)));
  }

  Answer<Optional<Prediction>> answerLatest(PredictionCriteria criteria, MaxAge age) {
    return Answer.reading(present, () -> latest(criteria, age));
  }

  List<Prediction> latestPerPair(PredictionCriteria criteria, MaxAge age) {
    return rows.few(PredictionSql.latestPerPair(sql.dsl(), aged(criteria, age)));
  }

  Map<String, Prediction> latestPerSymbol(PredictionCriteria criteria, MaxAge age) {
    Map<String, Prediction> latest = new TreeMap<>();
    rows.few(PredictionSql.latestPerSymbol(sql.dsl(), aged(criteria, age)))
        .forEach(prediction -> latest.put(prediction.symbol(), prediction));
    return latest;
  }

  List<String> different(TableField<?, String> column, PredictionCriteria criteria) {
    return rows.names(PredictionSql.different(sql.dsl(), column, criteria));
  }

  <L> Stream<AsOfMatch<L, Prediction>> joined(
      PredictionCriteria criteria, AsOfRows<L> rows, AsOfRule rule) {
    return AsOfStream.of(
        rows,
        new AsOfJoin<>(sessions, sql, PredictionFields.AS_OF, criteria.allConditions(), rule));
  }

  Stream<EvaluatedPrediction> evaluated(PgPredictionQuery query, Duration horizon) {
    return evaluator.evaluated(query.criteria(), evaluation(query, horizon));
  }

  PredictionScore score(PgPredictionQuery query, Duration horizon) {
    return evaluator.score(query.criteria(), evaluation(query, horizon), query.meanings());
  }

  private Evaluation evaluation(PgPredictionQuery query, Duration horizon) {
    return new Evaluation(horizon, query.priceAge().bound(), Micros.truncate(clock.instant()));
  }

  private PredictionCriteria aged(PredictionCriteria criteria, MaxAge age) {
    return criteria.within(age.applyTo(criteria.times(), clock.instant()));
  }
}
