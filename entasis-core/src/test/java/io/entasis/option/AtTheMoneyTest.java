package io.entasis.option;

import static io.entasis.option.Chains.JUNE;
import static io.entasis.option.Chains.MARCH;
import static io.entasis.option.Chains.bare;
import static io.entasis.option.Chains.call;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.contract;
import static io.entasis.option.Chains.number;
import static io.entasis.option.Chains.put;
import static io.entasis.option.Chains.withDelta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as at the money. */
class AtTheMoneyTest {

  private final ExpirySlice slice = chain(
          call(MARCH, "90", "0.6"),
          put(MARCH, "90", "0.7"),
          call(MARCH, "100", "0.5"),
          put(MARCH, "110", "0.4"))
      .expiring(MARCH);

  @ParameterizedTest
  @CsvSource({
    "50, 90",
    "94.99999999, 90",
    "95, 90",
    "95.00000001, 100",
    "105, 100",
    "105.1, 110",
    "900, 110"
  })
  void theNearestStrikeIsChosenAndTheLowerOfTwo(BigDecimal price, BigDecimal strike) {
    assertThat(slice.atTheMoney(AtTheMoney.nearestToSpot(price)).map(OptionPair::strike))
        .contains(strike);
    assertThat(slice.atTheMoney(AtTheMoney.nearestToForward(price)).map(OptionPair::strike))
        .contains(strike);
  }

  @Test
  void eachExpiryMayHaveItsForward() {
    OptionChain chain = chain(
        call(MARCH, "90", "0.6"),
        call(MARCH, "100", "0.5"),
        call(JUNE, "90", "0.6"),
        call(JUNE, "100", "0.5"));
    Map<java.time.Instant, BigDecimal> forwards = Map.of(MARCH, number("99"));
    AtTheMoney rule =
        AtTheMoney.nearestToForwards(expiry -> Optional.ofNullable(forwards.get(expiry)));

    assertThat(chain.expiring(MARCH).atTheMoney(rule).map(OptionPair::strike))
        .contains(number("100"));
    assertThat(chain.expiring(JUNE).atTheMoney(rule)).isEmpty();
    assertThat(chain.expiring(JUNE).atTheMoneyVolatility(rule)).isEmpty();
  }

  @Test
  void theDeltaNearestToOneHalfIsChosen() {
    ExpirySlice deltas = chain(
            withDelta(call(MARCH, "90", "0.6"), "0.7"),
            withDelta(put(MARCH, "100", "0.5"), "-0.45"),
            withDelta(call(MARCH, "110", "0.5"), "0.55"),
            bare(contract(MARCH, "120", PutCall.CALL)))
        .expiring(MARCH);

    assertThat(deltas.atTheMoney(AtTheMoney.nearestToFiftyDelta()).map(OptionPair::strike))
        .contains(number("100"));
  }

  @Test
  void aDeltaThatComesWithAVolatilityOfZeroDoesNotCount() {
    ExpirySlice unsolved = chain(
            withDelta(call(MARCH, "90", "0"), "0.5"), withDelta(call(MARCH, "100", "0.4"), "0.3"))
        .expiring(MARCH);

    assertThat(unsolved.atTheMoney(AtTheMoney.nearestToFiftyDelta()).map(OptionPair::strike))
        .contains(number("100"));
  }

  @Test
  void withoutDeltasNothingIsNearestToOneHalf() {
    assertThat(slice.atTheMoney(AtTheMoney.nearestToFiftyDelta())).isEmpty();
  }

  @Test
  void theVolatilityIsTheMeanOfBothLegsOrThatOfOne() {
    assertThat(slice.atTheMoneyVolatility(AtTheMoney.nearestToSpot(number("90"))))
        .hasValueCloseTo(0.65, within(1e-15));
    assertThat(slice.atTheMoneyVolatility(AtTheMoney.nearestToSpot(number("110"))))
        .hasValue(0.4);
  }

  @Test
  void aVolatilityOfZeroDoesNotCount() {
    ExpirySlice zero = chain(
            call(MARCH, "100", "0"), put(MARCH, "100", "0.4"), put(MARCH, "110", "0"))
        .expiring(MARCH);

    assertThat(zero.atTheMoneyVolatility(AtTheMoney.nearestToSpot(number("100"))))
        .hasValue(0.4);
    assertThat(zero.atTheMoneyVolatility(AtTheMoney.nearestToSpot(number("110"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void aPriceMustBeAboveZero(BigDecimal price) {
    assertThatThrownBy(() -> AtTheMoney.nearestToSpot(price))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the spot is " + price);
    assertThatThrownBy(() -> AtTheMoney.nearestToForward(price))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the forward is " + price);
  }

  @Test
  void moneynessIsTheLogarithmOfStrikeOverForward() {
    assertThat(Moneyness.log(number("100"), number("100.00"))).isZero();
    assertThat(Moneyness.log(number("271.8281828459045"), number("100")))
        .isCloseTo(1, within(1e-15));
    assertThatThrownBy(() -> Moneyness.log(number("0"), number("100")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("strike");
  }
}
