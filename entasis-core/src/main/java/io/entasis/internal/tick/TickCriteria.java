package io.entasis.internal.tick;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.NumberBounds;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;

/**
 * What is asked about ticks.
 *
 * @param symbols the symbols
 * @param exchanges the exchanges
 * @param times bounds of the timestamp
 * @param prices bounds of the price
 * @param volumes bounds of the volume
 * @param window order and number of rows
 * @param knowledge what may be seen
 */
record TickCriteria(
    Selection symbols,
    Selection exchanges,
    TimeBounds times,
    NumberBounds prices,
    NumberBounds volumes,
    Window window,
    Knowledge knowledge) {

  static TickCriteria about(Selection symbols, Knowledge knowledge) {
    return new TickCriteria(
        symbols,
        Selection.ALL,
        TimeBounds.NONE,
        NumberBounds.NONE,
        NumberBounds.NONE,
        Window.ALL,
        knowledge);
  }

  TickCriteria on(Selection wanted) {
    return new TickCriteria(
        symbols,
        exchanges.restrictedTo(wanted, "exchange"),
        times,
        prices,
        volumes,
        window,
        knowledge);
  }

  TickCriteria within(TimeBounds bounds) {
    return new TickCriteria(symbols, exchanges, bounds, prices, volumes, window, knowledge);
  }

  TickCriteria priced(NumberBounds bounds) {
    return new TickCriteria(symbols, exchanges, times, bounds, volumes, window, knowledge);
  }

  TickCriteria sized(NumberBounds bounds) {
    return new TickCriteria(symbols, exchanges, times, prices, bounds, window, knowledge);
  }

  TickCriteria windowed(Window wanted) {
    return new TickCriteria(symbols, exchanges, times, prices, volumes, wanted, knowledge);
  }

  /** The bounds of what may be seen. */
  TimeBounds seen() {
    return knowledge.bound(times);
  }

  /** Everything but the symbols. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(seen().on(MARKET_DATA.TIMESTAMP));
    conditions.addAll(knowledge.writtenAt(MARKET_DATA.CREATED_AT));
    conditions.addAll(exchanges.on(MARKET_DATA.EXCHANGE));
    conditions.addAll(prices.on(MARKET_DATA.PRICE));
    conditions.addAll(volumes.on(MARKET_DATA.VOLUME));
    return conditions;
  }

  /** Everything. */
  List<Condition> allConditions() {
    List<Condition> conditions = new ArrayList<>(symbols.on(MARKET_DATA.SYMBOL));
    conditions.addAll(conditions());
    return conditions;
  }
}
