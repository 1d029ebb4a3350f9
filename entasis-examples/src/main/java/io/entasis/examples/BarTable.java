package io.entasis.examples;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bars for the eye: all of a symbol when they are few, otherwise the first and the last ones. The
 * vwap has as many decimals as the prices.
 */
final class BarTable {

  /** Bars shown at either end. */
  static final int SHOWN = 3;

  private final TextTable table = new TextTable(
      2, "symbol", "start", "open", "high", "low", "close", "volume", "vwap", "ticks");

  void add(SymbolBars bars) {
    List<Bar> last = bars.last();
    if (bars.count() <= 2 * SHOWN + 1) {
      add(last, decimals(last));
      return;
    }
    List<Bar> ending = last.subList(last.size() - SHOWN, last.size());
    int decimals = Math.max(decimals(bars.first()), decimals(ending));
    add(bars.first(), decimals);
    table.remark("... " + (bars.count() - 2 * SHOWN) + " more");
    add(ending, decimals);
  }

  @Override
  public String toString() {
    return table.toString();
  }

  private void add(List<Bar> bars, int decimals) {
    for (Bar bar : bars) {
      table.line(
          bar.symbol(),
          bar.start().toString(),
          price(bar.open(), decimals),
          price(bar.high(), decimals),
          price(bar.low(), decimals),
          price(bar.close(), decimals),
          bar.volume().toPlainString(),
          bar.vwap().map(vwap -> price(vwap, decimals)).orElse("-"),
          Long.toString(bar.ticks()));
    }
  }

  private static String price(BigDecimal price, int decimals) {
    return price.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /** As many as the prices have. */
  private static int decimals(List<Bar> bars) {
    return bars.stream()
        .flatMap(bar -> Stream.of(bar.open(), bar.high(), bar.low(), bar.close()))
        .mapToInt(BigDecimal::scale)
        .reduce(0, Math::max);
  }
}
