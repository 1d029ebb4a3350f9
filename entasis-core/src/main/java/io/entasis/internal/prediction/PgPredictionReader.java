package io.entasis.internal.prediction;

import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionReader;

/**
 * Questions about predictions on PostgreSQL.
 *
 * @param answers answers them
 */
public record PgPredictionReader(PredictionAnswers answers) implements PredictionReader {

  @Override
  public PredictionQuery by(String model, String... more) {
    return all().by(model, more);
  }

  @Override
  public PredictionQuery about(String symbol, String... more) {
    return all().about(symbol, more);
  }

  @Override
  public PredictionQuery all() {
    return answers.all();
  }
}
