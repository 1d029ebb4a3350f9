package io.entasis.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** How the small charts of the examples look, and their way into files. */
final class Pencil {

  static final Color BLUE = new Color(0x2166AC);
  static final Color RED = new Color(0xB2182B);
  static final Color PALE_RED = new Color(0xF0D2D5);
  static final Color GREY = new Color(0x9AA0A6);
  static final Color PALE_GREY = new Color(0xDFE2E6);

  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE4E6EA);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

  private Pencil() {}

  static void sharpen(AxesChartStyler styler) {
    styler
        .setPlotGridLinesColor(GRID)
        .setAxisTickLabelsFont(SMALL)
        .setAxisTickLabelsColor(INK)
        .setAxisTitleFont(SMALL)
        .setAxisTitlePadding(12)
        .setPlotMargin(0)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartTitleFont(LARGE)
        .setChartTitlePadding(14)
        .setChartTitleBoxVisible(false)
        .setLegendFont(SMALL)
        .setLegendBorderColor(GRID)
        .setPlotBorderVisible(false)
        .setChartPadding(24);
  }

  /** Saves the charts below each other as one picture. */
  static void save(Path file, List<? extends Chart<?, ?>> charts) throws IOException {
    int width = charts.stream().mapToInt(Chart::getWidth).max().orElseThrow();
    int height = charts.stream().mapToInt(Chart::getHeight).sum();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int top = 0;
    for (Chart<?, ?> chart : charts) {
      graphics.drawImage(BitmapEncoder.getBufferedImage(chart), 0, top, null);
      top += chart.getHeight();
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
