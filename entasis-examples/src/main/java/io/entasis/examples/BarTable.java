package io.entasis.examples;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.util.List;

/** Bars for the eye: all of a symbol when they are few, otherwise the first and the last ones. */
final class BarTable {

  /** Bars shown at either end. */
  static final int SHOWN = 3;

  private final TextTable table = new TextTable(
      2, "symbol", "start", "open", "high", "low", "close", "volume", "vwap", "ticks");

  void add(SymbolBars bars) {
    List<Bar> last = bars.last();
    if (bars.count() <= 2 * SHOWN + 1) {
      last.forEach(this::add);
      return;
    }
    bars.first().forEach(this::add);
    table.remark("... " + (bars.count() - 2 * SHOWN) + " more");
    last.subList(last.size() - SHOWN, last.size()).forEach(this::add);
  }

  @Override
  public String toString() {
    return table.toString();
  }

  private void add(Bar bar) {
    table.line(
        bar.symbol(),
        bar.start().toString(),
        bar.open().toPlainString(),
        bar.high().toPlainString(),
        bar.low().toPlainString(),
        bar.close().toPlainString(),
        bar.volume().toPlainString(),
        bar.vwap().map(BigDecimal::toPlainString).orElse("-"),
        Long.toString(bar.ticks()));
  }
}
