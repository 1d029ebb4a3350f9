package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.NumberBounds;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;

/**
 * What is asked about predictions.
 *
 * @param models the models
 * @param symbols the symbols
 * @param types the types
 * @param confidence bounds of the confidence
 * @param times bounds of the timestamp
 * @param window order and number of rows
 * @param knowledge what may be seen
 */
record PredictionCriteria(
    Selection models,
    Selection symbols,
    Selection types,
    NumberBounds confidence,
    TimeBounds times,
    Window window,
    Knowledge knowledge) {

  static PredictionCriteria all(Knowledge knowledge) {
    return new PredictionCriteria(
        Selection.ALL,
        Selection.ALL,
        Selection.ALL,
        NumberBounds.NONE,
        TimeBounds.NONE,
        Window.ALL,
        knowledge);
  }

  PredictionCriteria by(Selection wanted) {
    Selection chosen = models.restrictedTo(wanted, "model");
    return new PredictionCriteria(chosen, symbols, types, confidence, times, window, knowledge);
  }

  PredictionCriteria about(Selection wanted) {
    Selection chosen = symbols.restrictedTo(wanted, "symbol");
    return new PredictionCriteria(models, chosen, types, confidence, times, window, knowledge);
  }

  PredictionCriteria ofType(Selection wanted) {
    Selection chosen = types.restrictedTo(wanted, "type");
    return new PredictionCriteria(models, symbols, chosen, confidence, times, window, knowledge);
  }

  PredictionCriteria confident(NumberBounds bounds) {
    return new PredictionCriteria(models, symbols, types, bounds, times, window, knowledge);
  }

  PredictionCriteria within(TimeBounds bounds) {
    return new PredictionCriteria(models, symbols, types, confidence, bounds, window, knowledge);
  }

  PredictionCriteria windowed(Window wanted) {
    return new PredictionCriteria(models, symbols, types, confidence, times, wanted, knowledge);
  }

  /** Everything but model and symbol. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(types.on(PREDICTIONS.PREDICTION_TYPE));
    conditions.addAll(confidence.on(PREDICTIONS.CONFIDENCE));
    conditions.addAll(knowledge.bound(times).on(PREDICTIONS.TIMESTAMP));
    conditions.addAll(knowledge.writtenAt(PREDICTIONS.CREATED_AT));
    return conditions;
  }

  /** Everything. */
  List<Condition> allConditions() {
    List<Condition> conditions = new ArrayList<>(models.on(PREDICTIONS.MODEL_ID));
    conditions.addAll(symbols.on(PREDICTIONS.SYMBOL));
    conditions.addAll(conditions());
    return conditions;
  }
}
