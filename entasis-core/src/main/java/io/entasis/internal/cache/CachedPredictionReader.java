package io.entasis.internal.cache;

import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionReader;
import java.util.Optional;

/**
 * Predictions, the latest about a symbol from the cache.
 *
 * @param reader answers everything else
 * @param cache the latest predictions
 */
record CachedPredictionReader(PredictionReader reader, KindCache<Optional<Prediction>> cache)
    implements PredictionReader {

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
    return new CachedPredictionQuery(
        reader.all(), new PredictionSubject(Optional.empty(), Optional.empty()), cache);
  }
}
