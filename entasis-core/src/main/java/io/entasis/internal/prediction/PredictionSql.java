package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.entasis.internal.read.NamesPresent;
import io.entasis.internal.read.Selection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.TableField;

/** The statements behind the questions about predictions. */
final class PredictionSql {

  private static final String PAIRS = "pairs";
  private static final String LAST = "last";

  private PredictionSql() {}

  /** Predictions in the order of the question. */
  static Select<Record> predictions(DSLContext dsl, PredictionCriteria criteria) {
    SortOrder direction = criteria.window().direction();
    return criteria
        .window()
        .applyTo(dsl.select(PredictionFields.COLUMNS)
            .from(PREDICTIONS)
            .where(criteria.allConditions())
            .orderBy(PREDICTIONS.TIMESTAMP.sort(direction), PREDICTIONS.ID.sort(direction)));
  }

  /** The last prediction about each symbol. */
  static Select<Record> latestPerSymbol(DSLContext dsl, PredictionCriteria criteria) {
    Condition rest =
        and(criteria.models().on(PREDICTIONS.MODEL_ID)).and(and(criteria.conditions()));
    return NamesPresent.with(dsl, PREDICTIONS.SYMBOL, criteria.symbols(), List.of(rest))
        .select(PredictionFields.COLUMNS.stream().map(PredictionSql::ofLast).toList())
        .from(NamesPresent.TABLE)
        .crossJoin(
            lateral(last(PREDICTIONS.SYMBOL.eq(NamesPresent.NAME).and(rest))).as(LAST));
  }

  /** The last prediction of each model about each symbol; a loose index scan finds the pairs. */
  static Select<Record> latestPerPair(DSLContext dsl, PredictionCriteria criteria) {
    Field<String> model = field(name(PAIRS, PREDICTIONS.MODEL_ID.getName()), String.class);
    Field<String> symbol = field(name(PAIRS, PREDICTIONS.SYMBOL.getName()), String.class);
    Condition all = and(criteria.allConditions());
    Condition later =
        row(PREDICTIONS.MODEL_ID, PREDICTIONS.SYMBOL).gt(row(model, symbol)).and(all);
    Condition same = PREDICTIONS
        .MODEL_ID
        .eq(model)
        .and(PREDICTIONS.SYMBOL.eq(symbol))
        .and(and(criteria.conditions()));
    return dsl.withRecursive(name(PAIRS)
            .fields(PREDICTIONS.MODEL_ID.getName(), PREDICTIONS.SYMBOL.getName())
            .as(select(field(name("first", "model_id")), field(name("first", "symbol")))
                .from(pair(all).asTable("first"))
                .unionAll(select(field(name("next", "model_id")), field(name("next", "symbol")))
                    .from(table(name(PAIRS)))
                    .crossJoin(lateral(pair(later)).as("next")))))
        .select(PredictionFields.COLUMNS.stream().map(PredictionSql::ofLast).toList())
        .from(table(name(PAIRS)))
        .crossJoin(lateral(last(same)).as(LAST))
        .orderBy(model, symbol);
  }

  /** The different values of a column among the predictions, by a loose scan where an index begins with it. */
  static Select<Record1<String>> different(
      DSLContext dsl, TableField<?, String> column, PredictionCriteria criteria) {
    return column.equals(PREDICTIONS.PREDICTION_TYPE)
        ? dsl.selectDistinct((Field<String>) column)
            .from(PREDICTIONS)
            .where(criteria.allConditions())
        : NamesPresent.with(dsl, column, Selection.ALL, criteria.allConditions())
            .select(NamesPresent.NAME)
            .from(NamesPresent.TABLE);
  }

  private static Select<?> pair(Condition condition) {
    return select(PREDICTIONS.MODEL_ID, PREDICTIONS.SYMBOL)
        .from(PREDICTIONS)
        .where(condition)
        .orderBy(PREDICTIONS.MODEL_ID, PREDICTIONS.SYMBOL)
        .limit(inline(1));
  }

  private static Select<Record> last(Condition condition) {
    return select(PredictionFields.COLUMNS)
        .from(PREDICTIONS)
        .where(condition)
        .orderBy(PREDICTIONS.TIMESTAMP.desc(), PREDICTIONS.ID.desc())
        .limit(inline(1));
  }

  private static <V> Field<V> ofLast(Field<V> column) {
    return field(name(LAST, column.getName()), column.getDataType());
  }
}
