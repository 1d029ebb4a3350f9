package io.entasis.prediction;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The predictions in the database: recording them, and the start of every question about them. Safe for use by several threads,
 * except inside a transaction, which belongs to one.
 *
 * <p>Predictions have a total order: by timestamp, and within one instant by arrival. A prediction has a model, a symbol, a type and a
 * value; its confidence, where it has one, is from 0 to 1, and its target, where it has one, is not before it.
 */
public interface Predictions extends PredictionReader {

  /**
   * Stores one prediction.
   *
   * @throws io.entasis.error.InvalidInputException when it cannot be stored as it is; the message says why
   * @throws io.entasis.error.OutcomeUnknownException when the connection was lost during the commit and the server cannot be
   *     asked
   */
  void record(Prediction prediction);

  /**
   * Stores all predictions, in batches of bounded memory whatever the length of the source. Each batch is stored whole or not at all.
   * Predictions that cannot be stored are left out and reported with their row number and the reason.
   *
   * @return what was stored and what was not
   * @throws io.entasis.ingest.IngestFailedException when the source or the database fails half-way; it carries the report of the
   *     batches that are stored. Inside a transaction nothing of the call remains.
   */
  default IngestReport recordAll(Iterable<Prediction> predictions) {
    return recordAll(predictions.iterator(), IngestOptions.defaults());
  }

  /** As {@link #recordAll(Iterable)}, under options of its own. */
  default IngestReport recordAll(Iterable<Prediction> predictions, IngestOptions options) {
    return recordAll(predictions.iterator(), options);
  }

  /** As {@link #recordAll(Iterable)}; the stream is read to its end and closed. */
  default IngestReport recordAll(Stream<Prediction> predictions) {
    return recordAll(predictions, IngestOptions.defaults());
  }

  /** As {@link #recordAll(Iterable)}, under options of its own; the stream is read to its end and closed. */
  default IngestReport recordAll(Stream<Prediction> predictions, IngestOptions options) {
    try (predictions) {
      return recordAll(predictions.iterator(), options);
    }
  }

  /** As {@link #recordAll(Iterable)}, under options of its own. */
  IngestReport recordAll(Iterator<Prediction> predictions, IngestOptions options);
}
