package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_CONTRACT;
import static io.entasis.schema.generated.Tables.OPTION_DATA;
import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.denseRank;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.TimeBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectField;

/**
 * The statement behind a chain: for each contract that was listed by then and has not expired an index probe finds its last quote,
 * whatever the length of the history before and after.
 */
final class ChainSql {

  private static final String QUOTE = "quote";
  private static final String CHAIN = "chain";
  private static final String PLACE = "place";

  private ChainSql() {}

  /** Expiry, strike, kind, timestamp and the numbers of each prevailing quote, by contract. */
  static Select<Record> chain(
      DSLContext dsl, ChainCriteria criteria, Instant asOf, Knowledge knowledge) {
    List<Field<?>> columns = contract();
    columns.add(of(CHAIN, OPTION_DATA.TIMESTAMP));
    OptionFields.NUMBERS.forEach(number -> columns.add(of(CHAIN, number)));
    return dsl.select(columns)
        .from(quoted(criteria, asOf, knowledge).asTable(CHAIN))
        .where(numbers(criteria))
        .orderBy(contract());
  }

  /** Expiry, strike and kind of the contracts of the chain, in their order. */
  static Select<Record> contracts(
      DSLContext dsl, ChainCriteria criteria, Instant asOf, Knowledge knowledge) {
    return dsl.select(contract())
        .from(quoted(criteria, asOf, knowledge).asTable(CHAIN))
        .where(numbers(criteria))
        .orderBy(contract());
  }

  /** The expiries of the chain, earliest first. */
  static Select<Record1<Instant>> expiries(
      DSLContext dsl, ChainCriteria criteria, Instant asOf, Knowledge knowledge) {
    Field<Instant> expiry = of(CHAIN, OPTION_CONTRACT.EXPIRY_DATE);
    return dsl.selectDistinct(expiry)
        .from(quoted(criteria, asOf, knowledge).asTable(CHAIN))
        .where(numbers(criteria))
        .orderBy(expiry);
  }

  private static Select<Record> quoted(ChainCriteria criteria, Instant asOf, Knowledge knowledge) {
    TimeBounds listed = knowledge.bound(TimeBounds.NONE.asOf(asOf));
    List<SelectField<?>> columns = new ArrayList<>(List.of(
        OPTION_CONTRACT.EXPIRY_DATE, OPTION_CONTRACT.STRIKE_PRICE, OPTION_CONTRACT.OPTION_TYPE));
    columns.add(of(QUOTE, OPTION_DATA.TIMESTAMP));
    OptionFields.NUMBERS.forEach(number -> columns.add(of(QUOTE, number)));
    criteria.strikes().around().ifPresent(around -> columns.add(place(around)));
    return select(columns)
        .from(OPTION_CONTRACT)
        .crossJoin(lateral(prevailing(criteria, asOf, knowledge)).as(QUOTE))
        .where(criteria.contracts(asOf))
        .and(and(listed.on(OPTION_CONTRACT.FIRST_QUOTE_AT)));
  }

  private static Select<Record> prevailing(
      ChainCriteria criteria, Instant asOf, Knowledge knowledge) {
    TimeBounds times = criteria.age().applyTo(TimeBounds.NONE.asOf(asOf), asOf);
    List<SelectField<?>> columns = new ArrayList<>(List.of(OPTION_DATA.TIMESTAMP));
    columns.addAll(OptionFields.NUMBERS);
    return select(columns)
        .from(OPTION_DATA)
        .where(OPTION_DATA.UNDERLYING.eq(OPTION_CONTRACT.UNDERLYING))
        .and(OPTION_DATA.EXPIRY_DATE.eq(OPTION_CONTRACT.EXPIRY_DATE))
        .and(OPTION_DATA.STRIKE_PRICE.eq(OPTION_CONTRACT.STRIKE_PRICE))
        .and(OPTION_DATA.OPTION_TYPE.eq(OPTION_CONTRACT.OPTION_TYPE))
        .and(and(knowledge.bound(times).on(OPTION_DATA.TIMESTAMP)))
        .and(and(knowledge.writtenAt(OPTION_DATA.CREATED_AT)))
        .orderBy(OPTION_DATA.TIMESTAMP.desc(), OPTION_DATA.ID.desc())
        .limit(inline(1));
  }

  /** How near a strike is to the price among those of its expiry on the same side of it, 1 being the nearest. */
  private static Field<?> place(Strikes.Around around) {
    Field<Boolean> side = field(OPTION_CONTRACT.STRIKE_PRICE.le(around.price()));
    return denseRank()
        .over()
        .partitionBy(OPTION_CONTRACT.EXPIRY_DATE, side)
        .orderBy(abs(OPTION_CONTRACT.STRIKE_PRICE.minus(around.price())))
        .as(PLACE);
  }

  private static List<Condition> numbers(ChainCriteria criteria) {
    List<Condition> conditions = new ArrayList<>();
    criteria
        .strikes()
        .around()
        .ifPresent(around ->
            conditions.add(field(name(CHAIN, PLACE), Integer.class).le(inline(around.number()))));
    criteria.numbers().forEach((number, bounds) -> conditions.addAll(bounds.on(of(CHAIN, number))));
    return conditions;
  }

  private static List<Field<?>> contract() {
    return new ArrayList<>(List.of(
        of(CHAIN, OPTION_CONTRACT.EXPIRY_DATE),
        of(CHAIN, OPTION_CONTRACT.STRIKE_PRICE),
        of(CHAIN, OPTION_CONTRACT.OPTION_TYPE)));
  }

  private static <V> Field<V> of(String table, Field<V> column) {
    return field(name(table, column.getName()), column.getDataType());
  }
}
