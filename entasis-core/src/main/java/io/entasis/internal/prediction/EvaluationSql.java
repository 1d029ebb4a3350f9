package io.entasis.internal.prediction;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.PREDICTIONS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import io.entasis.internal.read.SqlInterval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortOrder;

/** The statement that puts the prices at making and target beside each prediction, by two index probes. */
final class EvaluationSql {

  private static final String AIM = "aim";
  private static final String BASE = "base";
  private static final String TARGET = "target";
  private static final Field<Instant> AT =
      field(name(AIM, "at"), PREDICTIONS.TARGET_AT.getDataType());
  private static final Field<String> AGE = field(name(AIM, "age"), String.class);

  private EvaluationSql() {}

  /** The columns of a prediction, its target, and time and price at its making and its target. */
  static Select<?> evaluated(DSLContext dsl, PredictionCriteria criteria, Evaluation evaluation) {
    SortOrder direction = criteria.window().direction();
    Condition reached = AT.le(inline(evaluation.now(), PREDICTIONS.TIMESTAMP.getDataType()));
    List<SelectField<?>> columns = new ArrayList<>(PredictionFields.COLUMNS);
    columns.add(AT);
    columns.addAll(found(BASE));
    columns.addAll(found(TARGET));
    return criteria
        .window()
        .applyTo(dsl.select(columns)
            .from(PREDICTIONS)
            .crossJoin(lateral(aim(evaluation)).as(AIM))
            .leftJoin(lateral(prevailing(criteria, PREDICTIONS.TIMESTAMP, noCondition()))
                .as(BASE))
            .on(trueCondition())
            .leftJoin(lateral(prevailing(criteria, AT, reached)).as(TARGET))
            .on(trueCondition())
            .where(criteria.allConditions())
            .orderBy(PREDICTIONS.TIMESTAMP.sort(direction), PREDICTIONS.ID.sort(direction)));
  }

  /** The target of the prediction at hand, and the greatest age of its prices. */
  private static Select<?> aim(Evaluation evaluation) {
    Field<Instant> target = coalesce(
        PREDICTIONS.TARGET_AT, later(PREDICTIONS.TIMESTAMP, SqlInterval.of(evaluation.horizon())));
    Field<String> distance = field("{0} - {1}", String.class, target, PREDICTIONS.TIMESTAMP);
    Field<String> age =
        evaluation.priceAge().map(SqlInterval::of).orElseGet(() -> upToLongest(distance));
    return select(target.as("at"), age.as("age"));
  }

  /** A difference below a day counts hours; one of a day would be of 23 or 25 of them where the session's clocks change. */
  private static Field<String> upToLongest(Field<String> distance) {
    Field<String> longest = SqlInterval.of(Evaluation.LONGEST_PRICE_AGE);
    return when(distance.lt(longest), distance).otherwise(longest);
  }

  private static Select<Record2<Instant, BigDecimal>> prevailing(
      PredictionCriteria criteria, Field<Instant> at, Condition further) {
    return select(MARKET_DATA.TIMESTAMP, MARKET_DATA.PRICE)
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(PREDICTIONS.SYMBOL))
        .and(MARKET_DATA.TIMESTAMP.le(at))
        .and(MARKET_DATA.TIMESTAMP.ge(field("{0} - {1}", Instant.class, at, AGE)))
        .and(and(criteria.knowledge().writtenAt(MARKET_DATA.CREATED_AT)))
        .and(further)
        .orderBy(MARKET_DATA.TIMESTAMP.desc(), MARKET_DATA.ID.desc())
        .limit(inline(1));
  }

  private static List<Field<?>> found(String probe) {
    return List.of(
        field(name(probe, MARKET_DATA.TIMESTAMP.getName()), MARKET_DATA.TIMESTAMP.getDataType()),
        field(name(probe, MARKET_DATA.PRICE.getName()), MARKET_DATA.PRICE.getDataType()));
  }

  private static Field<Instant> later(Field<Instant> from, Field<String> interval) {
    return field("{0} + {1}", Instant.class, from, interval);
  }
}
