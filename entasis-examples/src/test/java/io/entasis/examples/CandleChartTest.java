package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts of prices and volumes of every size; a wrong axis would search for its labels for ever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CandleChartTest {

  private static final Instant START = Instant.parse("2024-01-31T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, 0.00000832, 0.00000001, 60000000",
    "240, 0.00000832, 0.00000001, 60000000",
    "30, 42280.01, 10, 0.00000001",
    "30, 999999999999.00000001, 0.00000001, 999999999999",
    "30, 999999999990, 0.01, 1",
    "30, -37.63, 5, 100",
    "1, 0, 0, 0",
    "50, 0.00000001, 0, 0",
    "50, 100, 0, 1",
    "600, 1000, 300, 12345"
  })
  void drawsEveryKindOfPrice(int count, BigDecimal price, BigDecimal step, BigDecimal volume) {
    SymbolBars bars = new SymbolBars("ANY");
    for (int i = 0; i < count; i++) {
      BigDecimal open = price.add(step.multiply(BigDecimal.valueOf(i % 7)));
      BigDecimal close = price.add(step.multiply(BigDecimal.valueOf(i % 5)));
      bars.add(bar(START.plus(Duration.ofHours(i)), open, close, volume));
    }
    Pictures.assertShowsCandles(CandleChart.of(bars, BarSize.ofHours(1)));
  }

  @Test
  void whatRoseAndWhatFellDifferInColourAndInBrightness() {
    SymbolBars bars = new SymbolBars("ANY");
    bars.add(bar(START, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE));
    bars.add(bar(START.plus(Duration.ofHours(1)), BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE));
    BufferedImage image = CandleChart.of(bars, BarSize.ofHours(1));
    assertThat(Pictures.count(image, CandleChart.UP.getRGB() & 0xFFFFFF)).isGreaterThan(10_000);
    assertThat(Pictures.count(image, CandleChart.DOWN.getRGB() & 0xFFFFFF)).isGreaterThan(10_000);
    assertThat(CandleChart.UP.getGreen()).isGreaterThan(2 * CandleChart.DOWN.getGreen());
  }

  private static Bar bar(Instant start, BigDecimal open, BigDecimal close, BigDecimal volume) {
    return new Bar(
        "ANY",
        start,
        start.plus(Duration.ofHours(1)),
        open,
        open.max(close),
        open.min(close),
        close,
        volume,
        BigDecimal.ZERO,
        1);
  }
}
