package io.entasis.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealisedVolatilityTest {

  private static final Instant START = Instant.parse("2024-03-01T10:00:00Z");

  /** Twenty-one daily closes that textbooks work through: 0.01216 a day, 19.3% a year. */
  @Test
  void aKnownSeriesHasItsVolatility() {
    List<Bar> bars = bars(
        "20.00", "20.10", "19.90", "20.00", "20.50", "20.25", "20.90", "20.90", "20.90", "20.75",
        "20.75", "21.00", "21.10", "20.90", "20.90", "21.25", "21.40", "21.40", "21.25", "21.75",
        "22.00");

    RealisedVolatility sample = RealisedVolatility.sample(bars).orElseThrow();

    assertThat(sample.returns()).isEqualTo(20);
    assertThat(sample.perBar()).isCloseTo(0.01216, within(5e-6));
    assertThat(sample.annualised(252)).isCloseTo(0.193, within(5e-4));
    RealisedVolatility population = RealisedVolatility.population(bars).orElseThrow();
    assertThat(population.perBar() / sample.perBar())
        .isCloseTo(Math.sqrt(19.0 / 20), within(1e-12));
  }

  @Test
  void steadyGrowthHasNone() {
    assertThat(RealisedVolatility.sample(bars("1", "2", "4", "8")).orElseThrow().perBar())
        .isCloseTo(0, within(1e-15));
    assertThat(RealisedVolatility.population(bars("5", "5")).orElseThrow().annualised(365))
        .isZero();
  }

  @Test
  void tooFewBarsHaveNoFigure() {
    assertThat(RealisedVolatility.sample(bars())).isEmpty();
    assertThat(RealisedVolatility.sample(bars("1", "2"))).isEmpty();
    assertThat(RealisedVolatility.sample(bars("1", "2", "1"))).isPresent();
    assertThat(RealisedVolatility.population(bars("1"))).isEmpty();
    assertThat(RealisedVolatility.population(bars("1", "2"))).isPresent();
  }

  @Test
  void aGapIsOneReturnAndSmallReturnsAreNotLost() {
    List<Bar> bars = bars("1", "2", "3", "4");
    List<Bar> gap = List.of(bars.get(0), bars.get(3));

    assertThat(RealisedVolatility.population(gap).orElseThrow().returns()).isEqualTo(1);
    assertThat(RealisedVolatility.sample(bars("100000000", "100000000.00000001", "100000000"))
            .orElseThrow()
            .perBar())
        .isCloseTo(1e-16 * Math.sqrt(2), within(1e-22));
  }

  @Test
  void whatHasNoMeaningIsRefused() {
    List<Bar> bars = bars("1", "2", "3");

    assertThatThrownBy(() -> RealisedVolatility.sample(List.of(bars.get(1), bars.get(0))))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> RealisedVolatility.sample(List.of(bars.get(0), bar("B", 1, "2"))))
        .isInstanceOf(InvalidInputException.class);
    for (String price : List.of("0", "-1")) {
      assertThatThrownBy(() -> RealisedVolatility.population(bars("1", price)))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> RealisedVolatility.population(bars(price, "1")))
          .isInstanceOf(InvalidInputException.class);
    }
    RealisedVolatility some = new RealisedVolatility(3, 0.5);
    for (double wrong : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> some.annualised(wrong)).isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> new RealisedVolatility(0, 1))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new RealisedVolatility(1, Double.NaN))
        .isInstanceOf(InvalidInputException.class);
  }

  private static List<Bar> bars(String... closes) {
    List<Bar> bars = new ArrayList<>();
    for (String close : closes) {
      bars.add(bar("A", bars.size(), close));
    }
    return bars;
  }

  private static Bar bar(String symbol, int number, String close) {
    Instant start = START.plus(Duration.ofHours(number));
    BigDecimal price = new BigDecimal(close);
    return new Bar(
        symbol,
        start,
        start.plus(Duration.ofHours(1)),
        price,
        price,
        price,
        price,
        BigDecimal.ONE,
        price,
        1);
  }
}
