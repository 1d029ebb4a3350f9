package io.entasis.internal.bar;

import static io.entasis.schema.generated.Tables.BARS_1M;
import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.RAW_FLOOR;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.rollup.Level;
import io.entasis.internal.rollup.Origin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectHavingStep;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;

/**
 * The statements that build bars from ticks: one hash aggregate over the ticks finds everything but open and close, and an index
 * probe at each end of a bar finds those.
 */
final class BarSql {

  private static final Field<String> SYMBOL = field(name("bars", "symbol"), String.class);
  private static final Field<Instant> START = field(name("bars", "start"), Instant.class);
  private static final Field<Instant> FIRST_AT = field(name("bars", "first_at"), Instant.class);
  private static final Field<Instant> LAST_AT = field(name("bars", "last_at"), Instant.class);

  private BarSql() {}

  /** Symbol, start, open, high, low, close, volume, notional, number of ticks and the times of the first and the last of each bar, in the order of the question. */
  static Select<?> bars(DSLContext dsl, BarCriteria criteria, Grid grid) {
    SortOrder direction = criteria.window().direction();
    return criteria
        .window()
        .applyTo(dsl.with(name("bars").as(aggregate(criteria, grid)))
            .select(
                SYMBOL,
                START,
                price("opening"),
                field(name("bars", "high")),
                field(name("bars", "low")),
                price("closing"),
                field(name("bars", "volume")),
                field(name("bars", "notional")),
                field(name("bars", "ticks")),
                FIRST_AT,
                LAST_AT)
            .from(table(name("bars")))
            .crossJoin(lateral(probe(criteria, FIRST_AT, SortOrder.ASC)).as("opening"))
            .crossJoin(lateral(probe(criteria, LAST_AT, SortOrder.DESC)).as("closing"))
            .orderBy(SYMBOL.collate("C"), START.sort(direction)));
  }

  /** Number of bars. */
  static Select<Record1<Long>> count(DSLContext dsl, BarCriteria criteria, Grid grid) {
    return dsl.select(field("count(*)", Long.class))
        .from(criteria.window().applyTo(aggregate(criteria, grid)).asTable("bars"));
  }

  /** The last price of each symbol that belongs to a bar, among the ticks within the bounds. */
  static Select<?> lastPrices(DSLContext dsl, BarCriteria criteria, TimeBounds times, Grid grid) {
    Field<String> symbol = field(name("wanted", "symbol"), String.class);
    return dsl.select(
            symbol,
            field(name("last", MARKET_DATA.TIMESTAMP.getName()), Instant.class),
            price("last"))
        .from(table(
            "unnest({0}) as wanted(symbol)",
            val(criteria.symbols().names().toArray(String[]::new))))
        .crossJoin(lateral(lastPrice(criteria, times, grid, symbol)).as("last"));
  }

  private static Select<Record2<Instant, BigDecimal>> lastPrice(
      BarCriteria criteria, TimeBounds times, Grid grid, Field<String> symbol) {
    Select<Record2<Instant, BigDecimal>> tick = select(MARKET_DATA.TIMESTAMP, MARKET_DATA.PRICE)
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(symbol))
        .and(DSL.and(times.on(MARKET_DATA.TIMESTAMP)))
        .and(DSL.and(grid.within(MARKET_DATA.TIMESTAMP)))
        .and(DSL.and(criteria.exchanges().on(MARKET_DATA.EXCHANGE)))
        .and(DSL.and(criteria.knowledge().writtenAt(MARKET_DATA.CREATED_AT)))
        .orderBy(MARKET_DATA.TIMESTAMP.desc(), MARKET_DATA.ID.desc())
        .limit(DSL.inline(1));
    return criteria.mayUseKeptBars()
        ? latest(tick.unionAll(lastFrozen(times, grid, symbol)))
        : tick;
  }

  private static Select<Record2<Instant, BigDecimal>> latest(
      Select<Record2<Instant, BigDecimal>> prices) {
    Field<Instant> at = field(name("either", "timestamp"), MARKET_DATA.TIMESTAMP.getDataType());
    Field<BigDecimal> price = field(name("either", "price"), MARKET_DATA.PRICE.getDataType());
    return select(at, price)
        .from(prices.asTable("either", "timestamp", "price"))
        .orderBy(at.desc())
        .limit(DSL.inline(1));
  }

  /** Of bars that outlived their ticks; the bounds may cut a minute, whose close counts if it lies within them. */
  private static Select<Record2<Instant, BigDecimal>> lastFrozen(
      TimeBounds times, Grid grid, Field<String> symbol) {
    TimeBounds minutes = new TimeBounds(
        times.from().map(from -> Origin.floor(from, Level.MINUTE.length())),
        times.to(),
        times.reference());
    return select(BARS_1M.LAST_AT, BARS_1M.CLOSE)
        .from(BARS_1M)
        .where(BARS_1M.SYMBOL.eq(symbol))
        .and(DSL.and(times.on(BARS_1M.LAST_AT)))
        .and(DSL.and(minutes.on(BARS_1M.BUCKET)))
        .and(DSL.and(grid.within(BARS_1M.BUCKET)))
        .and(BARS_1M.BUCKET.lt(select(RAW_FLOOR.FLOOR)
            .from(RAW_FLOOR)
            .where(RAW_FLOOR.TABLE_NAME.eq(DSL.inline(MARKET_DATA.getName())))))
        .orderBy(BARS_1M.BUCKET.desc())
        .limit(DSL.inline(1));
  }

  private static SelectHavingStep<?> aggregate(BarCriteria criteria, Grid grid) {
    Field<Instant> start = grid.startOf(MARKET_DATA.TIMESTAMP).as("start");
    return select(
            MARKET_DATA.SYMBOL,
            start,
            max(MARKET_DATA.PRICE).as("high"),
            min(MARKET_DATA.PRICE).as("low"),
            sum(MARKET_DATA.VOLUME).as("volume"),
            sum(MARKET_DATA.PRICE.mul(MARKET_DATA.VOLUME)).as("notional"),
            DSL.count().as("ticks"),
            min(MARKET_DATA.TIMESTAMP).as("first_at"),
            max(MARKET_DATA.TIMESTAMP).as("last_at"))
        .from(MARKET_DATA)
        .where(criteria.conditions())
        .and(DSL.and(closed(criteria, grid)))
        .and(DSL.and(grid.within(MARKET_DATA.TIMESTAMP)))
        .groupBy(MARKET_DATA.SYMBOL, DSL.inline(2));
  }

  /** Leaves out the bar that is open at the instant of the question. */
  private static List<Condition> closed(BarCriteria criteria, Grid grid) {
    return criteria
        .knowledge()
        .until()
        .filter(instant -> !criteria.provisional())
        .flatMap(grid::barAt)
        .map(open -> MARKET_DATA.TIMESTAMP.lt(DSL.inline(open.from())))
        .stream()
        .toList();
  }

  /** The price at one end of a bar; among the ticks of that instant the id decides. */
  private static Select<Record1<BigDecimal>> probe(
      BarCriteria criteria, Field<Instant> at, SortOrder direction) {
    return select(MARKET_DATA.PRICE)
        .from(MARKET_DATA)
        .where(MARKET_DATA.SYMBOL.eq(SYMBOL))
        .and(MARKET_DATA.TIMESTAMP.eq(at))
        .and(DSL.and(criteria.exchanges().on(MARKET_DATA.EXCHANGE)))
        .and(DSL.and(criteria.knowledge().writtenAt(MARKET_DATA.CREATED_AT)))
        .orderBy(MARKET_DATA.ID.sort(direction))
        .limit(DSL.inline(1));
  }

  private static Field<BigDecimal> price(String probe) {
    return field(name(probe, MARKET_DATA.PRICE.getName()), MARKET_DATA.PRICE.getDataType());
  }
}
