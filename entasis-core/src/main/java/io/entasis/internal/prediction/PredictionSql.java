package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.PREDICTIONS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unnest;

import io.entasis.internal.read.NamesPresent;
import io.entasis.internal.read.Selection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.TableField;

/** The statements behind the questions about predictions. */
final class PredictionSql {

  private static final String PAIRS = "pairs";
  private static final String LAST = "last";
  private static final Field<String> PAIR_MODEL = field(name(PAIRS, "model_id"), String.class);
  private static final Field<String> PAIR_SYMBOL = field(name(PAIRS, "symbol"), String.class);

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
    Condition wanted = PREDICTIONS
        .SYMBOL
        .eq(NamesPresent.NAME)
        .and(and(criteria.models().on(PREDICTIONS.MODEL_ID)))
        .and(and(criteria.conditions()));
    return NamesPresent.with(dsl, PREDICTIONS.SYMBOL, criteria.symbols(), List.of())
        .select(PredictionFields.COLUMNS.stream().map(PredictionSql::ofLast).toList())
        .from(NamesPresent.TABLE)
        .crossJoin(lateral(last(wanted)).as(LAST));
  }

  /**
   * The last prediction of each model about each symbol. What else is asked is applied to the pairs that were found: within the search
   * for them it would read through every pair that does not meet it.
   */
  static Select<Record> latestPerPair(DSLContext dsl, PredictionCriteria criteria) {
    Condition wanted = PREDICTIONS
        .MODEL_ID
        .eq(PAIR_MODEL)
        .and(PREDICTIONS.SYMBOL.eq(PAIR_SYMBOL))
        .and(and(criteria.conditions()));
    return NamesPresent.with(dsl, PREDICTIONS.MODEL_ID, criteria.models(), List.of())
        .with(name(PAIRS)
            .fields(PAIR_MODEL.getName(), PAIR_SYMBOL.getName())
            .as(criteria.symbols().isAll() ? pairsPresent() : pairsWith(criteria.symbols())))
        .select(PredictionFields.COLUMNS.stream().map(PredictionSql::ofLast).toList())
        .from(table(name(PAIRS)))
        .crossJoin(lateral(last(wanted)).as(LAST))
        .orderBy(PAIR_MODEL, PAIR_SYMBOL);
  }

  /** The different values of a column among the predictions, by a loose scan where an index begins with it. */
  static Select<Record1<String>> different(
      DSLContext dsl, TableField<?, String> column, PredictionCriteria criteria) {
    return column.equals(PREDICTIONS.PREDICTION_TYPE)
        ? dsl.selectDistinct((Field<String>) column)
            .from(PREDICTIONS)
            .where(criteria.allConditions())
        : NamesPresent.with(dsl, column, Selection.ALL, List.of())
            .select(NamesPresent.NAME)
            .from(NamesPresent.TABLE)
            .crossJoin(lateral(selectOne()
                    .from(PREDICTIONS)
                    .where(column.eq(NamesPresent.NAME))
                    .and(and(criteria.allConditions()))
                    .orderBy(PREDICTIONS.TIMESTAMP.desc(), PREDICTIONS.ID.desc())
                    .limit(inline(1)))
                .as("met"));
  }

  /** For each of the models the symbols that it has predicted, by a loose index scan. */
  private static Select<Record2<String, String>> pairsPresent() {
    return pairs(
            NamesPresent.TABLE, pair(PREDICTIONS.MODEL_ID.eq(NamesPresent.NAME)).asTable("first"))
        .unionAll(pairs(
            table(name(PAIRS)),
            pair(PREDICTIONS.MODEL_ID.eq(PAIR_MODEL).and(PREDICTIONS.SYMBOL.gt(PAIR_SYMBOL)))
                .asTable("next")));
  }

  private static Select<Record2<String, String>> pairsWith(Selection symbols) {
    Table<?> given = unnest(symbols.names().toArray(String[]::new)).as("given", "symbol");
    return select(NamesPresent.NAME, field(name("given", "symbol"), String.class))
        .from(NamesPresent.TABLE)
        .crossJoin(given);
  }

  private static Select<Record2<String, String>> pairs(Table<?> from, Table<?> found) {
    return select(
            field(name(found.getName(), PAIR_MODEL.getName()), String.class),
            field(name(found.getName(), PAIR_SYMBOL.getName()), String.class))
        .from(from)
        .crossJoin(lateral(found));
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
