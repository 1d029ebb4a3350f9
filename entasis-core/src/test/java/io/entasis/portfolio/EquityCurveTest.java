package io.entasis.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values over time, and the returns between them. */
class EquityCurveTest {

  private static final double TINY = 1e-12;
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void aReturnIsWhatAPeriodMade() {
    assertThat(curve("100", "110", "99").returns().returns())
        .satisfiesExactly(
            first -> {
              assertThat(first.from()).isEqualTo(day(0));
              assertThat(first.to()).isEqualTo(day(1));
              assertThat(first.fraction()).hasValueCloseTo(0.1, within(TINY));
            },
            second -> assertThat(second.fraction()).hasValueCloseTo(-0.1, within(TINY)));
  }

  @Test
  void aDepositIsNoReturn() {
    ReturnSeries returns =
        curve("100", "110", "220").returns(List.of(flow(day(1).plusSeconds(60), "110")));

    assertThat(returns.timeWeighted()).hasValueCloseTo(0.1, within(TINY));
  }

  @Test
  void aFlowAtTheStartOfItsPeriodEarnsItsReturn() {
    EquityCurve curve = curve("100", "220");
    List<CashFlow> deposit = List.of(flow(day(0).plusSeconds(1), "100"));

    assertThat(curve.returns(deposit, FlowTiming.START).timeWeighted())
        .hasValueCloseTo(0.1, within(TINY));
    assertThat(curve.returns(deposit, FlowTiming.END).timeWeighted())
        .hasValueCloseTo(0.2, within(TINY));
  }

  @Test
  void aFlowAtAPointBelongsToThePeriodThatEndsThere() {
    ReturnSeries returns = curve("100", "150", "150").returns(List.of(flow(day(1), "50")));

    assertThat(returns.returns())
        .extracting(each -> each.fraction().orElseThrow())
        .containsExactly(0.0, 0.0);
  }

  @Test
  void flowsOfOnePeriodAddUp() {
    ReturnSeries returns = curve("100", "130")
        .returns(List.of(flow(day(1), "50"), flow(day(0).plusSeconds(5), "-20")));

    assertThat(returns.timeWeighted()).hasValue(0);
  }

  @Test
  void aFlowOutsideOfThePeriodsIsRefused() {
    for (Instant at : List.of(day(0), day(0).minusSeconds(1), day(2).plusSeconds(1))) {
      assertThatThrownBy(() -> curve("1", "2", "3").returns(List.of(flow(at, "1"))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(at.toString());
    }
    assertThatThrownBy(() -> curve().returns(List.of(flow(day(0), "1"))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aMissingValueIsAGapAndNotZero() {
    EquityCurve gap = new EquityCurve(List.of(
        EquityPoint.of(day(0), new BigDecimal("100")),
        new EquityPoint(day(1), Optional.empty()),
        EquityPoint.of(day(2), new BigDecimal("110")),
        EquityPoint.of(day(3), new BigDecimal("121"))));
    ReturnSeries returns = gap.returns();

    assertThat(returns.returns())
        .extracting(each -> each.fraction().isPresent())
        .containsExactly(false, false, true);
    assertThat(returns.isComplete()).isFalse();
    assertThat(returns.timeWeighted()).isEmpty();
    assertThat(returns.annualised()).isEmpty();
    assertThat(returns.volatility(365)).isEmpty();
    assertThat(returns.valueAtRisk(0.95)).isEmpty();
    assertThat(returns.expectedShortfall(0.95)).isEmpty();
    assertThat(returns.sharpeRatio(365, 0)).isEmpty();
    assertThat(returns.index()).isEmpty();
    assertThat(returns.drawdowns()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5"})
  void nothingIsEarnedOnNothing(String invested) {
    assertThat(curve(invested, "10").returns().timeWeighted()).isEmpty();
    assertThat(curve("10", "10")
            .returns(
                List.of(flow(
                    day(1), new BigDecimal(invested).subtract(BigDecimal.TEN).toString())),
                FlowTiming.START)
            .timeWeighted())
        .isEmpty();
  }

  @Test
  void aPeakThatIsReachedAgainIsARecovery() {
    for (int low = 1; low < 1_000; low++) {
      assertThat(curve("1000", "" + low, "1000").returns().drawdowns())
          .as("by way of %d", low)
          .singleElement()
          .satisfies(drawdown -> assertThat(drawdown.recovery()).contains(day(2)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void howeverLongItTook(long seed) {
    Random random = new Random(seed);
    List<String> values = new ArrayList<>(List.of("1000.05"));
    int lowest = 0;
    for (int i = 1; i <= 3_000; i++) {
      int cents = 1 + random.nextInt(100_000);
      values.add(BigDecimal.valueOf(cents, 2).toString());
      boolean lower = lowest == 0 || price(values, i).compareTo(price(values, lowest)) < 0;
      lowest = lower ? i : lowest;
    }
    values.add("1000.05");

    assertThat(curve(values.toArray(String[]::new)).returns().drawdowns())
        .singleElement()
        .isEqualTo(new Drawdown(
            curve(values.toArray(String[]::new))
                .returns()
                .maxDrawdown()
                .orElseThrow()
                .depth(),
            day(0),
            day(lowest),
            Optional.of(day(3_001))));
  }

  @Test
  void pointsComeByTime() {
    EquityPoint point = EquityPoint.of(day(0), BigDecimal.ONE);

    assertThatThrownBy(() -> new EquityCurve(List.of(point, point)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(day(0).toString());
  }

  @Test
  void snapshotsBecomePoints() {
    PortfolioSnapshot valued = snapshot(
        day(0),
        Position.of("CASH", new BigDecimal("5")).currentPrice(BigDecimal.ONE).pnl(BigDecimal.TEN));
    PortfolioSnapshot dark = snapshot(day(1), Position.of("SPOT", new BigDecimal("5")));

    assertThat(EquityCurve.ofMarketValues(Stream.of(valued, dark)).points())
        .containsExactly(
            EquityPoint.of(day(0), new BigDecimal("5")), new EquityPoint(day(1), Optional.empty()));
    assertThat(EquityCurve.ofPnl(Stream.of(valued, dark)).points())
        .containsExactly(
            EquityPoint.of(day(0), BigDecimal.TEN), new EquityPoint(day(1), Optional.empty()));
  }

  @Test
  void anEmptyCurveHasNoReturns() {
    assertThat(curve().returns().isComplete()).isFalse();
    assertThat(curve("100").returns().timeWeighted()).isEmpty();
    assertThat(curve("100").returns().maxDrawdown()).isEmpty();
  }

  private static BigDecimal price(List<String> values, int place) {
    return new BigDecimal(values.get(place));
  }

  private static PortfolioSnapshot snapshot(Instant at, Position... positions) {
    return new PortfolioSnapshot(new UUID(0, 1), at, List.of(positions));
  }

  private static CashFlow flow(Instant at, String amount) {
    return new CashFlow(at, new BigDecimal(amount));
  }

  private static EquityCurve curve(String... values) {
    List<EquityPoint> points = new ArrayList<>();
    for (String value : values) {
      points.add(EquityPoint.of(day(points.size()), new BigDecimal(value)));
    }
    return new EquityCurve(points);
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }
}
