package io.entasis.examples;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The price axis of a chart.
 *
 * @param from price at the lower edge
 * @param to price at the upper edge
 * @param decimals of its labels
 */
record PriceScale(double from, double to, int decimals) {

  private static final double MARGIN = 0.05;
  private static final int MOST_DECIMALS = 8;
  private static final int USUAL_DECIMALS = 2;

  /** More labels than this fit on no axis. */
  private static final int MOST_LABELS = 25;

  /** With room for all of the bars. */
  static PriceScale of(List<Bar> bars) {
    double low = bars.stream().mapToDouble(bar -> bar.low().doubleValue()).min().orElseThrow();
    double high =
        bars.stream().mapToDouble(bar -> bar.high().doubleValue()).max().orElseThrow();
    double span = high > low ? high - low : Math.max(Math.abs(high) * MARGIN, 1e-6);
    double margin = span * MARGIN;
    return new PriceScale(low - margin, high + margin, decimals(bars, span));
  }

  /** The price as the axis shows it. */
  String label(double price) {
    return Amounts.withDecimals(price, decimals);
  }

  /** As many as tell the labels apart, and one more where the prices have it. */
  private static int decimals(List<Bar> bars, double span) {
    int needed = Math.max(0, (int) Math.ceil(-Math.log10(span / MOST_LABELS)));
    int given = bars.stream()
        .flatMap(bar -> Stream.of(bar.open(), bar.high(), bar.low(), bar.close()))
        .mapToInt(BigDecimal::scale)
        .reduce(0, Math::max);
    int wanted = Math.min(given, Math.max(USUAL_DECIMALS, needed + 1));
    return Math.min(MOST_DECIMALS, Math.max(needed, wanted));
  }
}
