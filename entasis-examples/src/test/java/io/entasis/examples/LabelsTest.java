package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read: the axes of a chart and the progress of a load. */
class LabelsTest {

  @ParameterizedTest
  @CsvSource({
    "0.00000726, 0.00000780, 0.0000074, 0.00000740",
    "161.2, 166.42, 165, 165.00",
    "37268.16, 39800, 38000, '38,000.00'",
    "900, 1100, 1000, '1,000'",
    "-37.63, 12.5, -20, -20.00",
    "1.08501, 1.08509, 1.08505, 1.085050"
  })
  void pricesHaveTheDecimalsTheyNeed(BigDecimal low, BigDecimal high, double price, String label) {
    Bar bar = new Bar(
        "ANY",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60),
        low,
        high,
        low,
        high,
        BigDecimal.ONE,
        BigDecimal.ONE,
        1);
    assertThat(PriceScale.of(List.of(bar)).label(price)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.25, 0.25",
    "999, 999",
    "1000, 1K",
    "1500, 1.5K",
    "2500000, 2.5M",
    "60e9, 60B",
    "1e12, 1T",
    "3e15, 3000T",
    "0.00000001, 0.00000001"
  })
  void volumesAreInThousandsAndMillions(double volume, String label) {
    assertThat(Amounts.inUnits(volume)).isEqualTo(label);
  }

  @Test
  void aLoadTellsRowsSpeedAndTimeLeft() {
    assertThat(RowsRenderer.line(250_000, 1_000_000, Duration.ofSeconds(5), 120).stripTrailing())
        .isEqualTo("Loading     [=======                       ]  25%"
            + "  250,000/1,000,000 rows  50,000 rows/s  15.0 s left");
    assertThat(RowsRenderer.line(10_000, 10_000_000, Duration.ofSeconds(1), 120).stripTrailing())
        .endsWith("10,000/10,000,000 rows  10,000 rows/s  16 min 39 s left");
    assertThat(RowsRenderer.line(5, 5, Duration.ofMillis(100), 120).stripTrailing())
        .contains("[==============================] 100%")
        .endsWith("5/5 rows  50 rows/s  in 0.1 s");
  }

  @Test
  void onANarrowTerminalTheBarIsShorterAndTheNumbersStay() {
    String line = RowsRenderer.line(250_000, 1_000_000, Duration.ofSeconds(5), 79);
    assertThat(line).hasSize(79).contains("[==", "]  25%").endsWith("15.0 s left");
  }
}
