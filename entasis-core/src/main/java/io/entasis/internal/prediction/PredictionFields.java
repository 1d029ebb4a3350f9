package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;

import io.entasis.internal.read.AsOfTable;
import io.entasis.internal.read.Fields;
import io.entasis.prediction.Prediction;
import io.entasis.schema.generated.tables.records.PredictionsRecord;
import java.sql.SQLException;
import java.util.List;
import org.jooq.TableField;

/** The columns of a prediction, in the order of the record, and the way back from them. */
final class PredictionFields {

  static final List<TableField<PredictionsRecord, ?>> COLUMNS = List.of(
      PREDICTIONS.MODEL_ID,
      PREDICTIONS.SYMBOL,
      PREDICTIONS.PREDICTION_TYPE,
      PREDICTIONS.PREDICTED_VALUE,
      PREDICTIONS.TIMESTAMP,
      PREDICTIONS.CONFIDENCE,
      PREDICTIONS.TARGET_AT);

  /** Predictions as what prevails. */
  static final AsOfTable<Prediction> AS_OF = new AsOfTable<>(
      PREDICTIONS,
      PREDICTIONS.SYMBOL,
      PREDICTIONS.TIMESTAMP,
      PREDICTIONS.ID,
      COLUMNS,
      PredictionFields::prediction,
      Prediction::timestamp);

  private PredictionFields() {}

  static Prediction prediction(Fields row) throws SQLException {
    return new Prediction(
        row.text(),
        row.text(),
        row.text(),
        row.decimal(),
        row.instant(),
        row.decimalIfAny(),
        row.instantIfAny());
  }
}
