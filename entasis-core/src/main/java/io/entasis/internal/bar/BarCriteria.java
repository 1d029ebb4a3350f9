package io.entasis.internal.bar;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;

/**
 * What is asked about bars.
 *
 * @param symbols the symbols
 * @param exchanges the exchanges
 * @param times bounds of the ticks' timestamp
 * @param alignment where bars begin
 * @param window order and number of bars
 * @param knowledge what may be seen
 * @param provisional whether bars that were open then are wanted
 * @param fill how far bars without ticks are filled; not at all when absent
 */
record BarCriteria(
    Selection symbols,
    Selection exchanges,
    TimeBounds times,
    Alignment alignment,
    Window window,
    Knowledge knowledge,
    boolean provisional,
    Optional<FillLimit> fill) {

  static BarCriteria of(Selection symbols, Alignment alignment, Knowledge knowledge) {
    return new BarCriteria(
        symbols,
        Selection.ALL,
        TimeBounds.NONE,
        alignment,
        Window.ALL,
        knowledge,
        knowledge.isAll(),
        Optional.empty());
  }

  BarCriteria on(Selection wanted) {
    return new BarCriteria(
        symbols,
        exchanges.restrictedTo(wanted, "exchange"),
        times,
        alignment,
        window,
        knowledge,
        provisional,
        fill);
  }

  BarCriteria within(TimeBounds bounds) {
    return new BarCriteria(
        symbols, exchanges, bounds, alignment, window, knowledge, provisional, fill);
  }

  BarCriteria aligned(Alignment wanted) {
    return new BarCriteria(symbols, exchanges, times, wanted, window, knowledge, provisional, fill);
  }

  BarCriteria windowed(Window wanted) {
    return new BarCriteria(
        symbols, exchanges, times, alignment, wanted, knowledge, provisional, fill);
  }

  BarCriteria withProvisional() {
    return new BarCriteria(symbols, exchanges, times, alignment, window, knowledge, true, fill);
  }

  BarCriteria filled(FillLimit limit) {
    if (fill.isPresent()) {
      throw new InvalidInputException("the fill is given twice");
    }
    return new BarCriteria(
        symbols, exchanges, times, alignment, window, knowledge, provisional, Optional.of(limit));
  }

  /** Whether kept bars, which hold the trades of all exchanges as they are known now, can be of use. */
  boolean mayUseKeptBars() {
    return exchanges.isAll() && knowledge.isAll() && !symbols.isAll();
  }

  /** Whether few bars at one end of the range are wanted, of ticks whose times are found by two probes. */
  boolean isAboutFew() {
    return mayUseKeptBars() && symbols.names().size() == 1 && window.limit().isPresent();
  }

  /** The bounds of what may be seen. */
  TimeBounds seen() {
    return knowledge.bound(times);
  }

  /** The ticks that count. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(symbols.on(MARKET_DATA.SYMBOL));
    conditions.addAll(seen().on(MARKET_DATA.TIMESTAMP));
    conditions.addAll(knowledge.writtenAt(MARKET_DATA.CREATED_AT));
    conditions.addAll(exchanges.on(MARKET_DATA.EXCHANGE));
    return conditions;
  }
}
