package io.entasis.option;

import static io.entasis.option.Chains.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a volatility stands in its history. */
class VolatilityHistoryTest {

  private final VolatilityHistory history = of(0.2, 0.4, 0.3, 0.3, 0.35);

  @Test
  void rankIsThePlaceBetweenLowestAndHighest() {
    assertThat(history.rank(0.25)).hasValueCloseTo(0.25, within(1e-12));
    assertThat(history.rank(0.5)).hasValueCloseTo(1.5, within(1e-12));
    assertThat(history.rank()).hasValueCloseTo(0.75, within(1e-12));
  }

  @Test
  void percentileIsTheShareStrictlyBelow() {
    assertThat(history.percentile(0.3)).hasValue(0.2);
    assertThat(history.percentile(0.31)).hasValue(0.6);
    assertThat(history.percentile(0.1)).hasValue(0);
    assertThat(history.percentile()).hasValue(0.6);
  }

  @Test
  void itTellsLowestHighestMeanAndLast() {
    assertThat(history.min()).hasValue(0.2);
    assertThat(history.max()).hasValue(0.4);
    assertThat(history.mean()).hasValueCloseTo(0.31, within(1e-12));
    assertThat(history.last()).contains(new VolatilityPoint(NOON.plusSeconds(4), 0.35));
  }

  @Test
  void withoutHistoryThereIsNoAnswer() {
    assertThat(of().rank(0.3)).isEmpty();
    assertThat(of().percentile(0.3)).isEmpty();
    assertThat(of().rank()).isEmpty();
    assertThat(of().last()).isEmpty();
    assertThat(of(0.3, 0.3).rank(0.3)).isEmpty();
  }

  @Test
  void pointsComeByTimeAndOneAtAnInstant() {
    VolatilityPoint late = new VolatilityPoint(NOON.plusSeconds(9), 0.1);
    VolatilityPoint early = new VolatilityPoint(NOON, 0.2);

    assertThat(VolatilityHistory.of(List.of(late, early)).points()).containsExactly(early, late);
    assertThatThrownBy(() -> VolatilityHistory.of(List.of(early, late, early)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(NOON.toString());
  }

  @Test
  void aVolatilityIsANumberFromZero() {
    assertThatThrownBy(() -> new VolatilityPoint(NOON, -0.1))
        .isInstanceOf(InvalidInputException.class);
    VolatilityHistory empty = new VolatilityHistory(List.of());
    assertThatThrownBy(() -> empty.rank(Double.NaN)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> empty.percentile(-1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new VolatilityPoint(NOON, Double.NaN))
        .isInstanceOf(InvalidInputException.class);
  }

  private static VolatilityHistory of(double... volatilities) {
    return VolatilityHistory.of(IntStream.range(0, volatilities.length)
        .mapToObj(i -> new VolatilityPoint(NOON.plusSeconds(i), volatilities[i]))
        .toList());
  }
}
