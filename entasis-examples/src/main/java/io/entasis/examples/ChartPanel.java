package io.entasis.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.OHLCChart;
import org.knowm.xchart.OHLCSeries;
import org.knowm.xchart.OHLCSeries.OHLCSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.OHLCStyler;

/** A chart whose width is divided into equal slots, each with room for one candle. */
final class ChartPanel {

  /** What stands in a slot: a body from open to close, and a wick from low to high. */
  record Candle(double open, double high, double low, double close) {}

  /** Font of the title. */
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 22);

  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
  private static final int PADDING = 14;
  private static final int LABEL_HEIGHT = 34;
  private static final int LABEL_BASE = 50;
  private static final double GAP = 0.14;
  private static final Color INK = new Color(0x30353D);
  private static final Color GRID = new Color(0xE3E6EA);
  private static final Color LINE = new Color(0x60, 0x68, 0x72, 0x50);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke WICK = new BasicStroke(1.6f);

  private final OHLCChart chart;
  private final double[] slots;
  private final int left;

  /** Of a size in pixels, with room for the labels of the value axis on its left. */
  ChartPanel(int width, int height, int left, int slots) {
    chart = new OHLCChart(width, height);
    this.left = left;
    this.slots = IntStream.range(0, slots).asDoubleStream().toArray();
    style(chart.getStyler());
  }

  /** Pixels that a slot is wide. */
  static double slotWidth(int width, int left, int slots) {
    return (double) (width - left - PADDING) / slots;
  }

  void title(String title) {
    chart.setTitle(title);
  }

  /** The value axis: its name, its ends, and how its labels read; no two may read the same. */
  void values(String name, double from, double to, Function<Double, String> labels) {
    chart.setYAxisTitle(name);
    chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    chart.setCustomYAxisTickLabelsFormatter(labels);
  }

  /** Candles of one colour by their slots. */
  void candles(String name, Color color, Map<Integer, Candle> candles) {
    double[][] values = new double[4][slots.length];
    Arrays.stream(values).forEach(each -> Arrays.fill(each, Double.NaN));
    candles.forEach((slot, candle) -> {
      values[0][slot] = candle.open();
      values[1][slot] = candle.high();
      values[2][slot] = candle.low();
      values[3][slot] = candle.close();
    });
    OHLCSeries series = chart.addSeries(name, slots, values[0], values[1], values[2], values[3]);
    series.setOhlcSeriesRenderStyle(OHLCSeriesRenderStyle.Candle);
    series.setUpColor(color).setDownColor(color).setLineColor(color).setLineStyle(WICK);
  }

  /** A line before the slot. */
  void line(int slot) {
    chart.addAnnotation(new AnnotationLine(slot - 0.5, true, false));
  }

  /** Makes room below for labels and a remark about the time axis. */
  void timeAxis(String remark) {
    chart.getStyler().setXAxisTitleVisible(true).setAxisTitlePadding(LABEL_HEIGHT);
    chart.setXAxisTitle(remark);
  }

  /** A label below the slot, in the room that {@link #timeAxis} made. */
  void label(int slot, String text) {
    double x = left + (slot + 0.5) * slotWidth();
    chart.addAnnotation(new AnnotationText(text, x, LABEL_BASE, true));
  }

  OHLCChart chart() {
    return chart;
  }

  private double slotWidth() {
    return slotWidth(chart.getWidth(), left, slots.length);
  }

  private void style(OHLCStyler styler) {
    styler
        .setXAxisMin(-0.5)
        .setXAxisMax(slots.length - 0.5)
        .setXAxisTicksVisible(false)
        .setXAxisTitleVisible(false)
        .setAxisTickPadding((int) Math.max(1, GAP * slotWidth()))
        .setAxisTicksMarksVisible(false)
        .setAxisTickMarkLength(8)
        .setYAxisLabelAlignment(TextAlignment.Right)
        .setPlotGridVerticalLinesVisible(false)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(THIN)
        .setAxisTickLabelsFont(SMALL)
        .setAxisTickLabelsColor(INK)
        .setAxisTitleFont(SMALL)
        .setYAxisTickMarkSpacingHint(55)
        .setPlotMargin(0)
        .setPlotContentSize(1)
        .setLegendVisible(false)
        .setChartPadding(PADDING)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(LARGE)
        .setChartTitlePadding(14)
        .setChartTitleBoxVisible(false)
        .setYAxisLeftWidthHint(left)
        .setAnnotationLineStroke(THIN)
        .setAnnotationLineColor(LINE)
        .setAnnotationTextFont(SMALL)
        .setAnnotationTextFontColor(INK);
  }
}
