package io.entasis.bar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The average price of a bar. */
class BarTest {

  @ParameterizedTest
  @CsvSource({
    "100, 4, 25",
    "1, 3, 0.33333333",
    "2, 3, 0.66666667",
    "-2, 3, -0.66666667",
    "0.00000003, 2, 0.00000002",
    "-0.00000003, 2, -0.00000002",
    "0.00000001, 3, 0",
    "0, 5, 0"
  })
  void itIsRoundedHalfUpToEightDecimals(
      BigDecimal notional, BigDecimal volume, BigDecimal average) {
    assertThat(bar(notional, volume).vwap())
        .hasValueSatisfying(vwap -> assertThat(vwap).isEqualByComparingTo(average));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0.00000000", "-5, 0E+3"})
  void withoutVolumeThereIsNone(BigDecimal notional, BigDecimal volume) {
    assertThat(bar(notional, volume).vwap()).isEmpty();
  }

  private static Bar bar(BigDecimal notional, BigDecimal volume) {
    BigDecimal one = BigDecimal.ONE;
    return new Bar(
        "IBM",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60),
        one,
        one,
        one,
        one,
        volume,
        notional,
        3);
  }
}
