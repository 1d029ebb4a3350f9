package io.entasis.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures about returns. */
class ReturnSeriesTest {

  private static final double TINY = 1e-12;
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void returnsAreChained() {
    assertThat(series(0.1, -0.5, 0.2).timeWeighted())
        .hasValueCloseTo(1.1 * 0.5 * 1.2 - 1, within(TINY));
  }

  @Test
  void aYearHas365Days() {
    ReturnSeries twoYears = new ReturnSeries(List.of(
        new PeriodReturn(START, START.plus(Duration.ofDays(730)), OptionalDouble.of(0.21))));

    assertThat(twoYears.annualised()).hasValueCloseTo(0.1, within(TINY));
    assertThat(series(-1).annualised()).hasValue(-1);
    assertThat(series(-1.5).annualised()).isEmpty();
  }

  @Test
  void theIndexBeginsAtOne() {
    assertThat(series(0.5, -0.5).index())
        .containsExactly(
            new IndexPoint(day(0), 1), new IndexPoint(day(1), 1.5), new IndexPoint(day(2), 0.75));
  }

  @Test
  void volatilityIsTheSampleDeviationOfAYear() {
    assertThat(series(0.01, 0.03).volatility(252))
        .hasValueCloseTo(StrictMath.sqrt(0.0002 * 252), within(TINY));
    assertThat(series(0.01).volatility(252)).isEmpty();
    assertThatThrownBy(() -> series(0.01, 0.02).volatility(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("periods in a year is 0");
  }

  @Test
  void theSharpeRatioIsMeanAboveTheRiskFreeOverDeviation() {
    assertThat(series(0.01, 0.03).sharpeRatio(100, 0.5))
        .hasValueCloseTo((0.02 - 0.005) / StrictMath.sqrt(0.0002) * 10, within(1e-9));
    assertThat(series(0.01, 0.01).sharpeRatio(100, 0)).isEmpty();
  }

  /** The mean of three times 0.1 is not 0.1. */
  @Test
  void returnsThatDoNotVaryHaveNoSharpeRatio() {
    assertThat(series(0.1, 0.1, 0.1).sharpeRatio(365, 0)).isEmpty();
    assertThat(series(0.1, 0.1, 0.1).volatility(365)).hasValue(0);
    assertThat(series(0.1, 0.1, 1.1 - 1).sharpeRatio(365, 0)).isEmpty();
    assertThat(series(0.1, 0.1, 0.1 + 1e-10).sharpeRatio(365, 0)).isPresent();
  }

  @Test
  void valueAtRiskIsALossThatHappened() {
    ReturnSeries hundred = descending(100);

    assertThat(hundred.valueAtRisk(0.95)).hasValueCloseTo(0.46, within(TINY));
    assertThat(hundred.valueAtRisk(0.99)).hasValueCloseTo(0.50, within(TINY));
    assertThat(hundred.valueAtRisk(0.9999)).hasValueCloseTo(0.50, within(TINY));
    assertThat(series(0.02, 0.01).valueAtRisk(0.95)).hasValueCloseTo(-0.01, within(TINY));
  }

  @Test
  void expectedShortfallIsTheMeanOfTheLossesFromThere() {
    assertThat(descending(100).expectedShortfall(0.95))
        .hasValueCloseTo((0.50 + 0.49 + 0.48 + 0.47 + 0.46) / 5, within(TINY));
    assertThat(series(-0.5, 0.1).expectedShortfall(0.99)).hasValueCloseTo(0.5, within(TINY));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
  void aConfidenceLiesBetweenZeroAndOne(double confidence) {
    assertThatThrownBy(() -> series(0.1).valueAtRisk(confidence))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("above 0 and below 1");
    assertThatThrownBy(() -> series(0.1).expectedShortfall(confidence))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aLossOnTheFirstDayIsADrawdown() {
    assertThat(series(-0.1, 0.05).drawdowns()).singleElement().satisfies(drawdown -> {
      assertThat(drawdown.depth()).isCloseTo(-0.1, within(TINY));
      assertThat(drawdown.start()).isEqualTo(day(0));
      assertThat(drawdown.trough()).isEqualTo(day(1));
      assertThat(drawdown.recovery()).isEmpty();
      assertThat(drawdown.length()).isEmpty();
    });
  }

  @Test
  void recoveryIsWhenThePeakIsReachedAgain() {
    List<Drawdown> drawdowns = series(0.25, -0.2, -0.5, 3, -0.1).drawdowns();

    assertThat(drawdowns).hasSize(2);
    assertThat(drawdowns.get(0)).satisfies(drawdown -> {
      assertThat(drawdown.depth()).isCloseTo(-0.6, within(TINY));
      assertThat(drawdown.start()).isEqualTo(day(1));
      assertThat(drawdown.trough()).isEqualTo(day(3));
      assertThat(drawdown.recovery()).contains(day(4));
      assertThat(drawdown.length()).contains(Duration.ofDays(3));
    });
    assertThat(drawdowns.get(1).start()).isEqualTo(day(4));
    assertThat(series(0.25, -0.2, -0.5, 3, -0.1).maxDrawdown()).contains(drawdowns.get(0));
  }

  @Test
  void whatOnlyRisesHasNoDrawdown() {
    assertThat(series(0.1, 0, 0.1).drawdowns()).isEmpty();
    assertThat(series(0.1, 0, 0.1).maxDrawdown()).isEmpty();
  }

  @Test
  void periodsFollowEachOther() {
    PeriodReturn day = new PeriodReturn(day(0), day(1), OptionalDouble.of(0));

    assertThatThrownBy(() -> new ReturnSeries(List.of(day, day)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(day(0).toString());
  }

  @Test
  void aPeriodCoversTimeAndItsReturnIsANumber() {
    assertThatThrownBy(() -> new PeriodReturn(day(1), day(1), OptionalDouble.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("covers no time");
    for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new PeriodReturn(day(0), day(1), OptionalDouble.of(number)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no number");
    }
  }

  @Test
  void whatIsNoNumberIsRefusedAndNeverGiven() {
    ReturnSeries series = series(0.1, -0.1);
    PeriodReturn blink = new PeriodReturn(START, START.plusNanos(1_000), OptionalDouble.of(0.1));

    assertThat(new ReturnSeries(List.of(blink)).annualised()).isEmpty();
    assertThatThrownBy(() -> series.volatility(Double.POSITIVE_INFINITY))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> series.sharpeRatio(365, Double.NaN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("risk-free");
  }

  /** A margin account that lost more than it had: the index goes below zero, and so does the depth below -1. */
  @Test
  void moreThanEverythingCanBeLost() {
    assertThat(series(0.5, -1.2).maxDrawdown().orElseThrow().depth()).isCloseTo(-1.2, within(TINY));
    assertThat(series(0.5, -1.2).annualised()).isEmpty();
  }

  @Test
  void nothingIsEarnedOnCapitalThatWasLost() {
    for (ReturnSeries ruined : List.of(series(-1.5, -1.5), series(0.1, -1, 0.2))) {
      assertThat(ruined.index()).isEmpty();
      assertThat(ruined.timeWeighted()).isEmpty();
      assertThat(ruined.annualised()).isEmpty();
      assertThat(ruined.drawdowns()).isEmpty();
    }
    assertThat(series(0.1, -1).timeWeighted()).hasValue(-1);
  }

  @Test
  void aSlowFallIsADrawdownHoweverSmallItsSteps() {
    double[] returns = new double[10_000];
    Arrays.fill(returns, -1e-10);

    assertThat(series(returns).maxDrawdown().orElseThrow().depth()).isCloseTo(-1e-6, within(1e-8));
  }

  @Test
  void ofEqualDrawdownsTheFirstIsTheDeepest() {
    assertThat(series(-0.05, 1 / 0.95 - 1, -0.05, 1 / 0.95 - 1, -0.05)
            .maxDrawdown()
            .orElseThrow()
            .start())
        .isEqualTo(day(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theDeepestDrawdownIsTheGreatestFallFromAnyPeak(long seed) {
    Random random = new Random(seed);
    double[] returns = random.doubles(200, -0.1, 0.1).toArray();
    List<IndexPoint> index = series(returns).index();
    double deepest = 0;
    for (int from = 0; from < index.size(); from++) {
      for (int to = from; to < index.size(); to++) {
        deepest = Math.min(deepest, index.get(to).value() / index.get(from).value() - 1);
      }
    }

    Optional<Drawdown> found = series(returns).maxDrawdown();
    assertThat(found.orElseThrow().depth()).isCloseTo(deepest, within(TINY));
  }

  /** From 0.49 down to -0.50. */
  private static ReturnSeries descending(int number) {
    double[] returns = new double[number];
    for (int i = 0; i < number; i++) {
      returns[i] = (49 - i) / 100.0;
    }
    return series(returns);
  }

  private static ReturnSeries series(double... fractions) {
    List<PeriodReturn> returns = new ArrayList<>();
    for (double fraction : fractions) {
      int number = returns.size();
      returns.add(new PeriodReturn(day(number), day(number + 1), OptionalDouble.of(fraction)));
    }
    return new ReturnSeries(returns);
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }
}
