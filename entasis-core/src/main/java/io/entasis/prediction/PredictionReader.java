package io.entasis.prediction;

/**
 * The start of every question about predictions. Safe for use by several threads, except inside a transaction, which belongs to one.
 */
public interface PredictionReader {

  /** A question about the predictions of one or several models. */
  PredictionQuery by(String model, String... more);

  /** A question about the predictions for one or several symbols. */
  PredictionQuery about(String symbol, String... more);

  /** A question about every prediction. */
  PredictionQuery all();
}
