package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.entasis.internal.read.AsOfTable;
import io.entasis.internal.read.NamesPresent;
import io.entasis.internal.read.Selection;
import io.entasis.schema.generated.tables.records.MarketDataRecord;
import io.entasis.tick.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.TableField;

/** The statements behind the questions about ticks. */
final class TickSql {

  private static final List<TableField<MarketDataRecord, ?>> COLUMNS = List.of(
      MARKET_DATA.SYMBOL,
      MARKET_DATA.EXCHANGE,
      MARKET_DATA.TIMESTAMP,
      MARKET_DATA.PRICE,
      MARKET_DATA.VOLUME);

  /** Ticks as what prevails. */
  static final AsOfTable<Tick> AS_OF = new AsOfTable<>(
      MARKET_DATA,
      MARKET_DATA.SYMBOL,
      MARKET_DATA.TIMESTAMP,
      MARKET_DATA.ID,
      COLUMNS,
      row -> new Tick(row.text(), row.text(), row.instant(), row.decimal(), row.decimal()),
      Tick::timestamp);

  private static final String FOUND_AT = "found_at";

  private TickSql() {}

  /** Ticks in the order of the question. */
  static Select<Record> ticks(DSLContext dsl, TickCriteria criteria) {
    SortOrder direction = criteria.window().direction();
    return criteria
        .window()
        .applyTo(dsl.select(COLUMNS)
            .from(MARKET_DATA)
            .where(criteria.allConditions())
            .orderBy(MARKET_DATA.TIMESTAMP.sort(direction), MARKET_DATA.ID.sort(direction)));
  }

  /** The last tick in total order that meets the further condition as well. */
  static Select<Record> latest(DSLContext dsl, TickCriteria criteria, Condition further) {
    return dsl.select(COLUMNS)
        .from(MARKET_DATA)
        .where(criteria.allConditions())
        .and(further)
        .orderBy(MARKET_DATA.TIMESTAMP.desc(), MARKET_DATA.ID.desc())
        .limit(inline(1));
  }

  /** Number of ticks. */
  static Select<Record1<Long>> count(DSLContext dsl, TickCriteria criteria) {
    return dsl.select(field("count(*)", Long.class))
        .from(criteria
            .window()
            .applyTo(selectOne().from(MARKET_DATA).where(criteria.allConditions()))
            .asTable("counted"));
  }

  /**
   * The last tick of each symbol.
   *
   * @param month a moment to begin with: what is before it is looked at only for symbols that have nothing since
   */
  static Select<Record> latestPerSymbol(
      DSLContext dsl, TickCriteria criteria, Optional<Field<Instant>> month) {
    Condition recently = month.map(MARKET_DATA.TIMESTAMP::ge).orElse(noCondition());
    Condition before = month.map(MARKET_DATA.TIMESTAMP::lt).orElse(falseCondition());
    Field<Instant> found = of("recent", MARKET_DATA.TIMESTAMP);
    return NamesPresent.with(dsl, MARKET_DATA.SYMBOL, criteria.symbols(), criteria.conditions())
        .select(COLUMNS.stream().map(TickSql::either).toList())
        .from(NamesPresent.TABLE)
        .leftJoin(lateral(lastOfName(criteria, recently)).as("recent"))
        .on(trueCondition())
        .leftJoin(lateral(lastOfName(criteria, before.and(found.isNull()))).as("older"))
        .on(trueCondition())
        .where(found.isNotNull().or(of("older", MARKET_DATA.TIMESTAMP).isNotNull()));
  }

  private static Select<Record> lastOfName(TickCriteria criteria, Condition further) {
    return select(COLUMNS)
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(NamesPresent.NAME))
        .and(and(criteria.conditions()))
        .and(further)
        .orderBy(MARKET_DATA.TIMESTAMP.desc(), MARKET_DATA.ID.desc())
        .limit(inline(1));
  }

  private static <V> Field<V> of(String probe, Field<V> column) {
    return field(name(probe, column.getName()), column.getDataType());
  }

  private static <V> Field<V> either(Field<V> column) {
    return coalesce(of("recent", column), of("older", column));
  }

  /** The different values of a column among the ticks. */
  static Select<Record1<String>> different(
      DSLContext dsl, TableField<MarketDataRecord, String> column, TickCriteria criteria) {
    return NamesPresent.with(dsl, column, Selection.ALL, criteria.allConditions())
        .select(NamesPresent.NAME)
        .from(NamesPresent.TABLE);
  }

  /** The first and the last time, by two probes for each symbol. */
  static Select<Record2<Instant, Instant>> span(DSLContext dsl, TickCriteria criteria) {
    return NamesPresent.with(dsl, MARKET_DATA.SYMBOL, criteria.symbols(), criteria.conditions())
        .select(min(foundAt("earliest")), max(foundAt("latest")))
        .from(NamesPresent.TABLE)
        .crossJoin(lateral(end(criteria, SortOrder.ASC)).as("earliest"))
        .crossJoin(lateral(end(criteria, SortOrder.DESC)).as("latest"));
  }

  private static Select<Record1<Instant>> end(TickCriteria criteria, SortOrder direction) {
    return select(MARKET_DATA.TIMESTAMP.as(FOUND_AT))
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(NamesPresent.NAME))
        .and(and(criteria.conditions()))
        .orderBy(MARKET_DATA.TIMESTAMP.sort(direction))
        .limit(inline(1));
  }

  private static Field<Instant> foundAt(String probe) {
    return field(name(probe, FOUND_AT), MARKET_DATA.TIMESTAMP.getDataType());
  }
}
