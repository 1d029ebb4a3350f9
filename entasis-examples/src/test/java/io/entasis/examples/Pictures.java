package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Looks at charts as far as a test can. */
final class Pictures {

  private static final int WHITE = 0xFFFFFF;

  private Pictures() {}

  static void assertShowsCandles(Path file) throws IOException {
    assertShowsCandles(Objects.requireNonNull(ImageIO.read(file.toFile()), "not an image"));
  }

  /** Large enough, mostly white, and with a fair amount of a candle's colour. */
  static void assertShowsCandles(BufferedImage image) {
    assertThat(image.getWidth()).isBetween(1_000, 4_000);
    assertThat(image.getHeight()).isBetween(600, 3_000);
    int pixels = image.getWidth() * image.getHeight();
    assertThat(count(image, WHITE)).isGreaterThan(pixels / 3);
    assertThat(count(image, CandleChart.UP.getRGB() & WHITE)
            + count(image, CandleChart.DOWN.getRGB() & WHITE))
        .isBetween(50L, (long) pixels / 2);
  }

  static long count(BufferedImage image, int colour) {
    int[] row = new int[image.getWidth()];
    return IntStream.range(0, image.getHeight())
        .mapToLong(y -> {
          image.getRGB(0, y, row.length, 1, row, 0, row.length);
          return IntStream.of(row).filter(pixel -> (pixel & WHITE) == colour).count();
        })
        .sum();
  }
}
