package io.entasis.internal.bar;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Select;

/**
 * What is asked about bars that end when enough has happened.
 *
 * @param symbols the symbols
 * @param exchanges the exchanges
 * @param times bounds of the ticks' timestamp
 * @param window order and number of bars
 * @param knowledge what may be seen
 * @param provisional whether bars that are not full are wanted
 */
record ThresholdCriteria(
    Selection symbols,
    Selection exchanges,
    TimeBounds times,
    Window window,
    Knowledge knowledge,
    boolean provisional) {

  static ThresholdCriteria of(Selection symbols, Knowledge knowledge) {
    return new ThresholdCriteria(
        symbols, Selection.ALL, TimeBounds.NONE, Window.ALL, knowledge, knowledge.isAll());
  }

  ThresholdCriteria on(Selection wanted) {
    return new ThresholdCriteria(
        symbols, exchanges.restrictedTo(wanted, "exchange"), times, window, knowledge, provisional);
  }

  ThresholdCriteria within(TimeBounds bounds) {
    return new ThresholdCriteria(symbols, exchanges, bounds, window, knowledge, provisional);
  }

  ThresholdCriteria windowed(Window wanted) {
    return new ThresholdCriteria(symbols, exchanges, times, wanted, knowledge, provisional);
  }

  ThresholdCriteria withProvisional() {
    return new ThresholdCriteria(symbols, exchanges, times, window, knowledge, true);
  }

  /** Symbol, timestamp, price and volume of the ticks, symbol by symbol in total order. */
  Select<?> ticks(DSLContext dsl) {
    List<OrderField<?>> order = new ArrayList<>();
    if (!isOfOne()) {
      order.add(MARKET_DATA.SYMBOL.collate("C"));
    }
    order.add(MARKET_DATA.TIMESTAMP);
    order.add(MARKET_DATA.ID);
    return dsl.select(
            MARKET_DATA.SYMBOL, MARKET_DATA.TIMESTAMP, MARKET_DATA.PRICE, MARKET_DATA.VOLUME)
        .from(MARKET_DATA)
        .where(conditions())
        .orderBy(order);
  }

  /** Whether it is about one symbol, whose ticks an index delivers in order. */
  boolean isOfOne() {
    return symbols.names().size() == 1;
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(symbols.on(MARKET_DATA.SYMBOL));
    conditions.addAll(knowledge.bound(times).on(MARKET_DATA.TIMESTAMP));
    conditions.addAll(knowledge.writtenAt(MARKET_DATA.CREATED_AT));
    conditions.addAll(exchanges.on(MARKET_DATA.EXCHANGE));
    return conditions;
  }
}
