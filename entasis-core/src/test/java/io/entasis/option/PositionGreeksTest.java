package io.entasis.option;

import static io.entasis.option.Chains.MARCH;
import static io.entasis.option.Chains.NOON;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.contract;
import static io.entasis.option.Chains.fresh;
import static io.entasis.option.Chains.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The greeks of positions. */
class PositionGreeksTest {

  private final OptionContract call = contract(MARCH, "100", PutCall.CALL);
  private final OptionContract put = contract(MARCH, "90", PutCall.PUT);
  private final OptionChain chain = chain(
      fresh(OptionQuote.of(call, NOON)
          .delta(number("0.52"))
          .gamma(number("0.00000002"))
          .theta(number("-1.5"))
          .vega(number("0.3"))),
      fresh(OptionQuote.of(put, NOON)
          .delta(number("-0.25"))
          .gamma(number("0.01"))
          .vega(number("0.2"))));

  @Test
  void theyAreExactSumsOfQuantityTimesMultiplierTimesGreek() {
    PositionGreeks greeks =
        chain.greeks(List.of(position(call, "3", "100"), position(put, "-2", "100")));

    assertThat(greeks.delta()).contains(number("206"));
    assertThat(greeks.gamma()).contains(number("-1.999994"));
    assertThat(greeks.vega()).contains(number("50"));
  }

  @Test
  void aMissingGreekMakesTheSumEmptyAndIsNamed() {
    OptionPosition incomplete = position(put, "-2", "100");
    PositionGreeks greeks = chain.greeks(List.of(position(call, "3", "100"), incomplete));

    assertThat(greeks.theta()).isEmpty();
    assertThat(greeks.missing()).containsExactly(incomplete);
  }

  @Test
  void aContractWithoutQuoteMakesAllSumsEmpty() {
    OptionPosition unknown = position(contract(MARCH, "95", PutCall.PUT), "1", "1");
    PositionGreeks greeks = chain.greeks(List.of(position(call, "3", "100"), unknown));

    assertThat(greeks.delta()).isEmpty();
    assertThat(greeks.vega()).isEmpty();
    assertThat(greeks.missing()).containsExactly(unknown);
  }

  @Test
  void aPositionOfZeroNeedsNoQuote() {
    PositionGreeks greeks =
        chain.greeks(List.of(position(call, "1", "1"), position(put, "0", "100")));

    assertThat(greeks.theta()).contains(number("-1.5"));
    assertThat(greeks.missing()).isEmpty();
  }

  @Test
  void aMultiplierIsAboveZero() {
    assertThatThrownBy(() -> position(call, "1", "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("multiplier is 0");
  }

  private static OptionPosition position(
      OptionContract contract, String quantity, String multiplier) {
    return new OptionPosition(contract, number(quantity), number(multiplier));
  }
}
