package io.entasis.internal.bar;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;

/**
 * What is asked about bars.
 *
 * @param symbols the symbols
 * @param exchanges the exchanges
 * @param times bounds of the ticks' timestamp
 * @param alignment where bars begin
 * @param window order and number of bars
 */
record BarCriteria(
    Selection symbols, Selection exchanges, TimeBounds times, Alignment alignment, Window window) {

  static BarCriteria of(Selection symbols, Alignment alignment) {
    return new BarCriteria(symbols, Selection.ALL, TimeBounds.NONE, alignment, Window.ALL);
  }

  BarCriteria on(Selection wanted) {
    return new BarCriteria(
        symbols, exchanges.restrictedTo(wanted, "exchange"), times, alignment, window);
  }

  BarCriteria within(TimeBounds bounds) {
    return new BarCriteria(symbols, exchanges, bounds, alignment, window);
  }

  BarCriteria aligned(Alignment wanted) {
    return new BarCriteria(symbols, exchanges, times, wanted, window);
  }

  BarCriteria windowed(Window wanted) {
    return new BarCriteria(symbols, exchanges, times, alignment, wanted);
  }

  /** The ticks that count. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(symbols.on(MARKET_DATA.SYMBOL));
    conditions.addAll(times.on(MARKET_DATA.TIMESTAMP));
    conditions.addAll(exchanges.on(MARKET_DATA.EXCHANGE));
    return conditions;
  }
}
