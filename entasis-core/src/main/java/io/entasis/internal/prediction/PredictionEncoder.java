package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;

import io.entasis.ingest.RejectReason;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.copy.CopyBuffer;
import io.entasis.internal.ingest.Fault;
import io.entasis.internal.ingest.FieldRules;
import io.entasis.internal.ingest.RowCheck;
import io.entasis.internal.ingest.RowEncoder;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.market.Micros;
import io.entasis.prediction.Prediction;
import io.entasis.schema.generated.Sequences;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Named;
import org.jspecify.annotations.Nullable;

/** Predictions as rows of their table. */
public final class PredictionEncoder implements RowEncoder<Prediction> {

  private static final int LONGEST_MODEL = 50;
  private static final int LONGEST_NAME = 20;

  private static final List<String> COLUMNS =
      PredictionFields.COLUMNS.stream().map(Named::getName).toList();

  @Override
  public String table() {
    return PREDICTIONS.getName();
  }

  @Override
  public String sequence() {
    return Sequences.PREDICTIONS_ID_SEQ.getName();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public ChangeKind changeKind() {
    return ChangeKind.PREDICTIONS;
  }

  @Override
  public String changeKey(Prediction prediction) {
    return prediction.symbol();
  }

  @Override
  public @Nullable Fault check(Prediction prediction, TimestampWindow window) {
    return new RowCheck()
        .column(PREDICTIONS.MODEL_ID, FieldRules.name(prediction.modelId(), LONGEST_MODEL))
        .column(PREDICTIONS.SYMBOL, FieldRules.name(prediction.symbol(), LONGEST_NAME))
        .column(PREDICTIONS.PREDICTION_TYPE, FieldRules.name(prediction.type(), LONGEST_NAME))
        .column(PREDICTIONS.PREDICTED_VALUE, FieldRules.number(prediction.value()))
        .column(PREDICTIONS.TIMESTAMP, FieldRules.timestamp(prediction.timestamp(), window))
        .column(PREDICTIONS.CONFIDENCE, FieldRules.share(prediction.confidence()))
        .column(PREDICTIONS.TARGET_AT, target(prediction))
        .fault();
  }

  private static @Nullable RejectReason target(Prediction prediction) {
    return prediction.timestamp() == null
        ? null
        : prediction
            .targetAt()
            .map(target -> FieldRules.notBefore(prediction.timestamp(), target))
            .orElse(null);
  }

  @Override
  public Instant timestamp(Prediction prediction) {
    return prediction.timestamp();
  }

  @Override
  public void encode(Prediction prediction, CopyBuffer row) {
    row.text(prediction.modelId());
    row.text(prediction.symbol());
    row.text(prediction.type());
    row.numeric(prediction.value());
    row.timestamptz(Micros.of(prediction.timestamp()));
    row.numericOrAbsent(prediction.confidence());
    if (prediction.targetAt().isPresent()) {
      row.timestamptz(Micros.of(prediction.targetAt().get()));
    } else {
      row.absent();
    }
  }

  @Override
  public void bind(Prediction prediction, PreparedStatement statement, int index)
      throws SQLException {
    statement.setString(index, prediction.modelId());
    statement.setString(index + 1, prediction.symbol());
    statement.setString(index + 2, prediction.type());
    statement.setBigDecimal(index + 3, prediction.value());
    statement.setObject(index + 4, prediction.timestamp().atOffset(ZoneOffset.UTC));
    statement.setBigDecimal(index + 5, prediction.confidence().orElse(null));
    statement.setObject(
        index + 6,
        prediction.targetAt().map(target -> target.atOffset(ZoneOffset.UTC)).orElse(null),
        java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
