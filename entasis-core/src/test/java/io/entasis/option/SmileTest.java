package io.entasis.option;

import static io.entasis.option.Chains.MARCH;
import static io.entasis.option.Chains.NOON;
import static io.entasis.option.Chains.bare;
import static io.entasis.option.Chains.call;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.contract;
import static io.entasis.option.Chains.fresh;
import static io.entasis.option.Chains.number;
import static io.entasis.option.Chains.put;
import static io.entasis.option.Chains.withDelta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volatility by strike. */
class SmileTest {

  private static final double TINY = 1e-12;

  private static final AtTheMoney AT_THE_FORWARD = AtTheMoney.nearestToForward(number("100"));

  private final Smile smile = chain(
          withDelta(put(MARCH, "80", "0.80"), "-0.10"),
          withDelta(put(MARCH, "90", "0.70"), "-0.30"),
          withDelta(call(MARCH, "90", "0.10"), "0.70"),
          withDelta(call(MARCH, "100", "0.60"), "0.52"),
          withDelta(put(MARCH, "100", "0.50"), "-0.48"),
          withDelta(call(MARCH, "110", "0.65"), "0.30"),
          withDelta(put(MARCH, "110", "0.10"), "-0.70"),
          withDelta(call(MARCH, "120", "0.75"), "0.20"))
      .expiring(MARCH)
      .smile(number("100"));

  @Test
  void outOfTheMoneyOptionsMakeItUp() {
    assertThat(smile.points())
        .extracting(SmilePoint::strike)
        .containsExactly(number("80"), number("90"), number("100"), number("110"), number("120"));
    assertThat(smile.points())
        .extracting(SmilePoint::volatility)
        .containsExactly(0.80, 0.70, 0.55, 0.65, 0.75);
    assertThat(smile.points().get(0).logMoneyness()).isCloseTo(StrictMath.log(0.8), within(TINY));
  }

  @Test
  void theOptionInTheMoneyDoesNotFillAGap() {
    Smile gap = chain(
            bare(contract(MARCH, "90", PutCall.PUT)),
            call(MARCH, "90", "0.5"),
            put(MARCH, "100", "0.4"),
            call(MARCH, "110", "0"))
        .expiring(MARCH)
        .smile(number("100"));

    assertThat(gap.points()).extracting(SmilePoint::strike).containsExactly(number("100"));
  }

  @Test
  void aPointIsAsOldAsItsOlderLeg() {
    ChainQuote old =
        fresh(OptionQuote.of(contract(MARCH, "100", PutCall.PUT), NOON.minus(Duration.ofHours(2)))
            .iv(number("0.4")));

    assertThat(chain(call(MARCH, "100", "0.5"), old)
            .expiring(MARCH)
            .smile(number("100"))
            .points())
        .extracting(SmilePoint::age)
        .containsExactly(Duration.ofHours(2));
  }

  @Test
  void betweenPointsTheSquareIsLinearInLogMoneyness() {
    double place = (StrictMath.log(0.8) + StrictMath.log(0.9)) / 2;

    assertThat(smile.volatilityAt(place))
        .hasValueCloseTo(StrictMath.sqrt((0.64 + 0.49) / 2), within(TINY));
    assertThat(smile.volatilityAt(number("110"))).hasValueCloseTo(0.65, within(TINY));
  }

  @Test
  void nothingIsExtrapolated() {
    assertThat(smile.volatilityAt(number("79.99"))).isEmpty();
    assertThat(smile.volatilityAt(number("120.01"))).isEmpty();
    assertThat(smile.volatilityAt(number("120"))).isPresent();
  }

  @Test
  void volatilityByDeltaIsLinearBetweenQuotesOfOneKind() {
    assertThat(smile.volatilityAtDelta(PutCall.CALL, 0.25)).hasValueCloseTo(0.70, within(TINY));
    assertThat(smile.volatilityAtDelta(PutCall.PUT, 0.25)).hasValueCloseTo(0.725, within(TINY));
    assertThat(smile.volatilityAtDelta(PutCall.CALL, 0.30)).hasValueCloseTo(0.65, within(TINY));
    assertThat(smile.volatilityAtDelta(PutCall.CALL, 0.10)).isEmpty();
    assertThat(smile.volatilityAtDelta(PutCall.PUT, 0.05)).isEmpty();
  }

  @Test
  void riskReversalIsCallMinusPutAndTheButterflyTheirMeanAboveTheMiddle() {
    assertThat(smile.riskReversal(0.25)).hasValueCloseTo(0.70 - 0.725, within(TINY));
    assertThat(smile.butterfly(0.25, AT_THE_FORWARD))
        .hasValueCloseTo((0.70 + 0.725) / 2 - 0.55, within(TINY));
    assertThat(smile.riskReversal(0.15)).isEmpty();
    assertThat(smile.butterfly(0.15, AT_THE_FORWARD)).isEmpty();
    assertThat(smile.butterfly(0.25, AtTheMoney.nearestToForwards(expiry -> Optional.empty())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.25, Double.NaN})
  void aDeltaLiesBetweenZeroAndOne(double delta) {
    assertThatThrownBy(() -> smile.volatilityAtDelta(PutCall.CALL, delta))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("above 0 and below 1");
  }

  @Test
  void aForwardIsAboveZero() {
    ExpirySlice slice = chain(call(MARCH, "100", "0.5")).expiring(MARCH);

    assertThatThrownBy(() -> slice.smile(number("0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the forward is 0");
  }
}
