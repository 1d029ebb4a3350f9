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
import org.knowm.xchart.style.OHLCStyler;

/** A chart whose width is divided into equal slots, each with room for one candle. */
final class ChartPanel {

  /** What stands in a slot: a body from open to close, and a wick from low to high. */
  record Candle(double open, double high, double low, double close) {}

  /** Font of the title. */
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 20);

  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final int LEFT = 130;
  private static final int PADDING = 14;
  private static final int LABEL_HEIGHT = 30;
  private static final double GAP = 0.14;
  private static final Color INK = new Color(0x30353D);
  private static final Color GRID = new Color(0xE3E6EA);
  private static final Color LINE = new Color(0x60, 0x68, 0x72, 0x50);
  private static final BasicStroke THIN = new BasicStroke(1);

  private final OHLCChart chart;
  private final double[] slots;
  private final double from;
  private final double to;

  /** With a value axis between these values. */
  ChartPanel(int width, int height, int slots, double from, double to) {
    chart = new OHLCChart(width, height);
    this.slots = IntStream.range(0, slots).asDoubleStream().toArray();
    this.from = from;
    this.to = to;
    style(chart.getStyler());
    chart.getStyler().setAxisTickPadding((int) Math.max(1, GAP * slotWidth(width, slots)));
  }

  /** Pixels that a slot is wide. */
  static double slotWidth(int width, int slots) {
    return (double) (width - LEFT - 2 * PADDING) / slots;
  }

  void title(String title) {
    chart.setTitle(title);
  }

  /** How the labels of the value axis read; different values must read differently. */
  void values(Function<Double, String> labels) {
    chart.setCustomYAxisTickLabelsFormatter(value -> labels.apply(value) + " ");
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
    series.setUpColor(color).setDownColor(color).setLineColor(color).setLineStyle(THIN);
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
    double pixel = (to - from) / (chart.getHeight() - PADDING * 2 - LABEL_HEIGHT - 20);
    chart.addAnnotation(new AnnotationText(text, slot, from - pixel * LABEL_HEIGHT / 2, false));
  }

  OHLCChart chart() {
    return chart;
  }

  private void style(OHLCStyler styler) {
    styler
        .setXAxisMin(-0.5)
        .setXAxisMax(slots.length - 0.5)
        .setYAxisMin(from)
        .setYAxisMax(to)
        .setXAxisTicksVisible(false)
        .setXAxisTitleVisible(false)
        .setYAxisTitleVisible(false)
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
        .setChartTitlePadding(10)
        .setChartTitleBoxVisible(false)
        .setYAxisLeftWidthHint(LEFT)
        .setAnnotationLineStroke(THIN)
        .setAnnotationLineColor(LINE)
        .setAnnotationTextFont(SMALL)
        .setAnnotationTextFontColor(INK);
  }
}
