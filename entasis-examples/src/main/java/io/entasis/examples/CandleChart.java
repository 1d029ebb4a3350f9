package io.entasis.examples;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.examples.ChartPanel.Candle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;

/**
 * Draws the candles of one symbol over their volumes. What rose is light and bluish, what fell is
 * dark and reddish: eyes that cannot tell green from red tell them by their brightness.
 */
final class CandleChart {

  /** More candles than this cannot be told apart. */
  static final int MOST_BARS = 240;

  private static final int WIDTH = 1_920;
  private static final int PRICE_HEIGHT = 760;
  private static final int VOLUME_HEIGHT = 320;
  private static final int MARGIN = 60;
  private static final int DIGIT_WIDTH = 11;
  private static final int LABEL_WIDTH = 96;
  static final Color UP = new Color(0x26A69A);
  static final Color DOWN = new Color(0xB2182B);
  private static final Color CLOSED = new Color(0xEEF0F3);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final List<Bar> bars;
  private final BarSlots slots;
  private final PriceScale prices;
  private final int left;
  private final SortedMap<Integer, String> labels;

  private CandleChart(List<Bar> bars) {
    this.bars = bars;
    this.slots = new BarSlots(bars);
    this.prices = PriceScale.of(bars);
    this.left = MARGIN + DIGIT_WIDTH * prices.label(prices.to()).length();
    double slotWidth = ChartPanel.slotWidth(WIDTH, left, slots.size());
    int spacing = (int) Math.ceil(LABEL_WIDTH / slotWidth);
    this.labels = new TimeLabels(bars, slots, spacing).texts();
  }

  /** The picture of the last bars of the symbol, of which there is at least one. */
  static BufferedImage of(SymbolBars symbol, BarSize size) {
    CandleChart chart = new CandleChart(symbol.last());
    return stack(
        chart.prices(chart.title(symbol, size)).chart(), chart.volumes().chart());
  }

  private static BufferedImage stack(
      org.knowm.xchart.OHLCChart upper, org.knowm.xchart.OHLCChart lower) {
    BufferedImage image =
        new BufferedImage(WIDTH, PRICE_HEIGHT + VOLUME_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.drawImage(BitmapEncoder.getBufferedImage(upper), 0, 0, null);
    graphics.drawImage(BitmapEncoder.getBufferedImage(lower), 0, PRICE_HEIGHT, null);
    graphics.dispose();
    return image;
  }

  private String title(SymbolBars symbol, BarSize size) {
    Instant from = bars.get(0).start();
    Instant to = bars.get(bars.size() - 1).end();
    String part = symbol.count() > bars.size()
        ? "the last " + bars.size() + " of " + String.format(Locale.ROOT, "%,d", symbol.count())
        : String.valueOf(bars.size());
    return symbol.symbol() + "   " + size + "   " + TIME.format(from) + " to " + TIME.format(to)
        + " UTC   (" + part + " bars)";
  }

  private ChartPanel prices(String title) {
    ChartPanel panel = panel(PRICE_HEIGHT, prices.from(), prices.to());
    panel.title(title);
    panel.values("price", prices.from(), prices.to(), prices::label);
    double thinnest = (prices.to() - prices.from()) / PRICE_HEIGHT * 2;
    draw(panel, bar -> {
      double open = bar.open().doubleValue();
      double close = bar.close().doubleValue();
      double missing = Math.max(0, thinnest - Math.abs(close - open)) / 2;
      double up = close >= open ? missing : -missing;
      return new Candle(open - up, bar.high().doubleValue(), bar.low().doubleValue(), close + up);
    });
    return panel;
  }

  private ChartPanel volumes() {
    double most =
        bars.stream().mapToDouble(bar -> bar.volume().doubleValue()).max().orElse(0);
    double top = most > 0 ? most * 1.08 : 1;
    ChartPanel panel = panel(VOLUME_HEIGHT, 0, top);
    panel.values("volume", 0, top, Amounts::inUnits);
    draw(panel, bar -> {
      double volume = bar.volume().doubleValue();
      return new Candle(0, volume, 0, volume);
    });
    panel.timeAxis(
        slots.breaks().isEmpty() ? "time in UTC" : "time in UTC; grey: no trades, time left out");
    labels.forEach(panel::label);
    return panel;
  }

  private ChartPanel panel(int height, double from, double to) {
    ChartPanel panel = new ChartPanel(WIDTH, height, left, slots.size());
    Map<Integer, Candle> closed = new HashMap<>();
    slots.breaks().forEach(slot -> closed.put(slot, new Candle(from, to, from, to)));
    panel.candles("closed", CLOSED, closed);
    labels.keySet().forEach(panel::line);
    return panel;
  }

  private void draw(ChartPanel panel, Function<Bar, Candle> candle) {
    Map<Integer, Candle> up = new HashMap<>();
    Map<Integer, Candle> down = new HashMap<>();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      (bar.close().compareTo(bar.open()) >= 0 ? up : down).put(slots.of(i), candle.apply(bar));
    }
    panel.candles("up", UP, up);
    panel.candles("down", DOWN, down);
  }
}
