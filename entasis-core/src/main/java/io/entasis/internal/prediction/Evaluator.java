package io.entasis.internal.prediction;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Fields;
import io.entasis.internal.read.RowAnswers;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.PredictionScorer;
import io.entasis.prediction.PricedAt;
import io.entasis.prediction.ValueMeaning;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares predictions with prices. */
final class Evaluator {

  private static final String DOING = "evaluating predictions";

  private final Sessions sessions;
  private final Sql sql;

  Evaluator(Sessions sessions, Sql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  Stream<EvaluatedPrediction> evaluated(PredictionCriteria criteria, Evaluation evaluation) {
    return new RowAnswers<>(sessions, sql, DOING, row -> evaluated(row, evaluation))
        .stream(EvaluationSql.evaluated(sql.dsl(), criteria, evaluation));
  }

  PredictionScore score(PredictionCriteria criteria, Evaluation evaluation, Meanings meanings) {
    Scoring scoring = new Scoring(meanings);
    try (Stream<EvaluatedPrediction> evaluated = evaluated(criteria, evaluation)) {
      evaluated.forEachOrdered(scoring::add);
    }
    return scoring.score();
  }

  private static EvaluatedPrediction evaluated(Fields row, Evaluation evaluation)
      throws SQLException {
    Prediction prediction = PredictionFields.prediction(row);
    Instant targetAt = row.instant();
    Optional<PricedAt> base = priced(row, prediction.timestamp());
    Optional<PricedAt> target = priced(row, targetAt);
    return new EvaluatedPrediction(
        prediction, targetAt, maturity(targetAt, base, target, evaluation), base, target);
  }

  private static Maturity maturity(
      Instant targetAt, Optional<PricedAt> base, Optional<PricedAt> target, Evaluation evaluation) {
    if (targetAt.isAfter(evaluation.now())) {
      return Maturity.PENDING;
    }
    return base.isPresent() && target.isPresent() ? Maturity.MATURED : Maturity.UNPRICEABLE;
  }

  private static Optional<PricedAt> priced(Fields row, Instant at) throws SQLException {
    Optional<Instant> timestamp = row.instantIfAny();
    Optional<BigDecimal> price = row.decimalIfAny();
    return timestamp.map(
        instant -> new PricedAt(price.orElseThrow(), instant, Duration.between(instant, at)));
  }

  /** Scores predictions of one meaning. */
  private static final class Scoring {

    private final Meanings meanings;
    private @Nullable ValueMeaning meaning;
    private @Nullable PredictionScorer scorer;

    Scoring(Meanings meanings) {
      this.meanings = meanings;
    }

    void add(EvaluatedPrediction evaluated) {
      ValueMeaning declared = meanings.of(evaluated.prediction().type());
      if (scorer == null) {
        meaning = declared;
        scorer = new PredictionScorer(declared);
      }
      if (declared != meaning) {
        throw new InvalidInputException("predictions of " + meaning + " and of " + declared
            + " cannot be scored together; ask for one type");
      }
      scorer.add(evaluated);
    }

    PredictionScore score() {
      return (scorer == null ? new PredictionScorer(ValueMeaning.RETURN) : scorer).score();
    }
  }
}
