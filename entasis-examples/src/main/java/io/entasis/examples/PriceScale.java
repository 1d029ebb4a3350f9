package io.entasis.examples;

import io.entasis.bar.Bar;
import java.util.List;

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
  private static final int MOST_LABELS = 20;

  /** With room for all of the bars. */
  static PriceScale of(List<Bar> bars) {
    double low = bars.stream().mapToDouble(bar -> bar.low().doubleValue()).min().orElseThrow();
    double high =
        bars.stream().mapToDouble(bar -> bar.high().doubleValue()).max().orElseThrow();
    double span = high > low ? high - low : Math.max(Math.abs(high) * MARGIN, 1e-6);
    double margin = span * MARGIN;
    return new PriceScale(low - margin, high + margin, decimals(bars, span));
  }

  /** As many as tell the labels apart, and one more where the prices have it. */
  private static int decimals(List<Bar> bars, double span) {
    int needed = Math.max(0, (int) Math.ceil(-Math.log10(span / MOST_LABELS)));
    int given = bars.stream()
        .mapToInt(bar -> Math.max(
            Math.max(bar.open().scale(), bar.high().scale()),
            Math.max(bar.low().scale(), bar.close().scale())))
        .max()
        .orElse(0);
    int wanted = Math.min(given, Math.max(USUAL_DECIMALS, needed + 1));
    return Math.min(MOST_DECIMALS, Math.max(needed, wanted));
  }
}
