package io.entasis.internal.prediction;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.internal.ingest.RowIngest;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionReader;
import io.entasis.prediction.Predictions;
import java.util.Iterator;

/**
 * The shelf of predictions on PostgreSQL.
 *
 * @param reader answers its questions
 * @param ingest writes its rows
 */
public record PgPredictions(PredictionReader reader, RowIngest<Prediction> ingest)
    implements Predictions {

  @Override
  public void record(Prediction prediction) {
    ingest.save(prediction);
  }

  @Override
  public IngestReport recordAll(Iterator<Prediction> predictions, IngestOptions options) {
    return ingest.saveAll(predictions, options);
  }

  @Override
  public PredictionQuery by(String model, String... more) {
    return reader.by(model, more);
  }

  @Override
  public PredictionQuery about(String symbol, String... more) {
    return reader.about(symbol, more);
  }

  @Override
  public PredictionQuery all() {
    return reader.all();
  }
}
