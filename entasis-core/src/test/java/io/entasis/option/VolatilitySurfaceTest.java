package io.entasis.option;

import static io.entasis.option.Chains.NOON;
import static io.entasis.option.Chains.call;
import static io.entasis.option.Chains.chain;
import static io.entasis.option.Chains.number;
import static io.entasis.option.Chains.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Volatility by expiry and moneyness. */
class VolatilitySurfaceTest {

  private static final double TINY = 1e-12;
  private static final Instant NEAR = NOON.plus(Duration.ofDays(73));
  private static final Instant FAR = NOON.plus(Duration.ofDays(146));
  private static final Instant LATER = NOON.plus(Duration.ofDays(219));
  private static final BigDecimal FORWARD = number("100");
  private static final double LOW = StrictMath.log(0.9);

  private final OptionChain chain = chain(
      put(NEAR, "90", "0.6"),
      call(NEAR, "100", "0.5"),
      call(NEAR, "110", "0.55"),
      put(FAR, "90", "0.5"),
      call(FAR, "100", "0.4"),
      call(LATER, "100", "0.3"));
  private final VolatilitySurface surface = chain.surface(Map.of(NEAR, FORWARD, FAR, FORWARD));

  @Test
  void itIsTheDataAtItsNodes() {
    assertThat(surface.expiries()).containsExactly(NEAR, FAR);
    for (Smile smile : surface.smiles()) {
      for (SmilePoint point : smile.points()) {
        assertThat(surface.volatilityAt(smile.expiry(), point.logMoneyness()))
            .hasValueCloseTo(point.volatility(), within(TINY));
      }
    }
  }

  @Test
  void betweenExpiriesTotalVarianceIsLinearInTime() {
    Instant middle = NOON.plusSeconds(109 * 86_400L + 43_200);

    assertThat(surface.volatilityAt(middle, 0))
        .hasValueCloseTo(StrictMath.sqrt((0.25 * 0.2 + 0.16 * 0.4) / 2 / 0.3), within(TINY));
    assertThat(surface.volatilityAt(middle, LOW))
        .hasValueCloseTo(StrictMath.sqrt((0.36 * 0.2 + 0.25 * 0.4) / 2 / 0.3), within(TINY));
  }

  @Test
  void outsideOfWhatWasQuotedItIsEmpty() {
    assertThat(surface.volatilityAt(NEAR, LOW - 0.001)).isEmpty();
    assertThat(surface.volatilityAt(FAR, 0.05)).isEmpty();
    assertThat(surface.volatilityAt(NEAR.minusSeconds(1), 0)).isEmpty();
    assertThat(surface.volatilityAt(FAR.plusSeconds(1), 0)).isEmpty();
    assertThat(surface.volatilityAt(NOON, 0)).isEmpty();
  }

  @Test
  void whoAsksForItGetsFlatEdges() {
    VolatilitySurface flat = surface.extrapolated();

    assertThat(flat.volatilityAt(NEAR, -5)).hasValueCloseTo(0.6, within(TINY));
    assertThat(flat.volatilityAt(FAR, 5)).hasValueCloseTo(0.4, within(TINY));
    assertThat(flat.volatilityAt(NOON.plusSeconds(1), 0)).hasValueCloseTo(0.5, within(TINY));
    assertThat(flat.volatilityAt(LATER, 0)).hasValueCloseTo(0.4, within(TINY));
    assertThat(flat.volatilityAt(NOON, 0)).isEmpty();
    assertThat(surface.volatilityAt(NEAR, -5)).isEmpty();
  }

  @Test
  void anExpiryWithoutForwardIsNoPartOfIt() {
    assertThat(chain.surface(Map.of()).expiries()).isEmpty();
    assertThat(chain.surface(Map.of()).extrapolated().volatilityAt(NEAR, 0)).isEmpty();
  }

  @Test
  void aGridHoldsItPointByPoint() {
    VolatilityGrid grid = surface.grid(List.of(NEAR, FAR), List.of(LOW, 0.0, 0.05));

    assertThat(grid.at(0, 1)).isEqualTo(surface.volatilityAt(NEAR, 0));
    assertThat(grid.at(1, 0)).isEqualTo(surface.volatilityAt(FAR, LOW));
    assertThat(grid.at(1, 2)).isEmpty();
  }
}
