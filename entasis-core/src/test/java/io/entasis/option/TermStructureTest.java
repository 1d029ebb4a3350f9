package io.entasis.option;

import static io.entasis.option.Chains.JUNE;
import static io.entasis.option.Chains.MARCH;
import static io.entasis.option.Chains.NOON;
import static io.entasis.option.Chains.bare;
import static io.entasis.option.Chains.call;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.contract;
import static io.entasis.option.Chains.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import io.entasis.market.PutCall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** At-the-money volatility by expiry. */
class TermStructureTest {

  private static final double TINY = 1e-12;
  private static final AtTheMoney SPOT = AtTheMoney.nearestToSpot(number("100"));
  private static final Instant NEAR = NOON.plus(Duration.ofDays(73));
  private static final Instant FAR = NOON.plus(Duration.ofDays(146));

  private final TermStructure terms =
      chain(call(NEAR, "100", "0.5"), call(FAR, "100", "0.4")).termStructure(SPOT);

  @Test
  void eachExpiryHasItsPoint() {
    assertThat(terms.points())
        .containsExactly(new TermPoint(NEAR, 0.2, 0.5), new TermPoint(FAR, 0.4, 0.4));
  }

  @Test
  void expiriesWithoutVolatilityAreListed() {
    TermStructure gap = chain(call(MARCH, "100", "0.5"), bare(contract(JUNE, "100", PutCall.CALL)))
        .termStructure(SPOT);

    assertThat(gap.points()).hasSize(1);
    assertThat(gap.missing()).containsExactly(JUNE);
  }

  @Test
  void totalVarianceIsLinearInTime() {
    Instant middle = NOON.plusSeconds(109 * 86_400L + 43_200);
    double variance = (0.25 * 0.2 + 0.16 * 0.4) / 2;

    assertThat(terms.volatilityAt(middle))
        .hasValueCloseTo(StrictMath.sqrt(variance / 0.3), within(TINY));
    assertThat(terms.volatilityAt(NEAR)).hasValueCloseTo(0.5, within(TINY));
  }

  @Test
  void nothingIsExtrapolated() {
    assertThat(terms.volatilityAt(NEAR.minusSeconds(1))).isEmpty();
    assertThat(terms.volatilityAt(FAR.plusSeconds(1))).isEmpty();
    assertThat(terms.volatilityAt(NOON)).isEmpty();
  }

  @Test
  void forwardVolatilityIsWhatIsLeftBetween() {
    assertThat(terms.forwardVolatility(NEAR, FAR))
        .hasValueCloseTo(StrictMath.sqrt((0.064 - 0.05) / 0.2), within(1e-9));
    assertThat(terms.forwardVolatility(NOON, FAR)).isEmpty();
    assertThatThrownBy(() -> terms.forwardVolatility(FAR, NEAR))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("covers no time");
  }

  @Test
  void fallingTotalVarianceIsSeen() {
    TermStructure falling =
        chain(call(NEAR, "100", "0.5"), call(FAR, "100", "0.3")).termStructure(SPOT);

    assertThat(terms.isFreeOfCalendarArbitrage()).isTrue();
    assertThat(falling.isFreeOfCalendarArbitrage()).isFalse();
    assertThat(falling.forwardVolatility(NEAR, FAR)).isEmpty();
  }
}
