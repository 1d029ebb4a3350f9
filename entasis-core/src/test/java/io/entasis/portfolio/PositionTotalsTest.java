package io.entasis.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What positions add up to. */
class PositionTotalsTest {

  private final Position btc = position("SPOT", "0.5")
      .symbol("BTC-USDT")
      .currentPrice(number("60000.10"))
      .pnl(number("1200"));
  private final Position future = position("FUTURE", "-0.25")
      .symbol("BTC-USDT")
      .currentPrice(number("60000.10"))
      .pnl(number("-100.5"));
  private final Position cash =
      position("CASH", "4999.95").currentPrice(BigDecimal.ONE).pnl(BigDecimal.ZERO);
  private final PositionTotals totals = PositionTotals.of(List.of(btc, future, cash));

  @Test
  void valuesAreExactSums() {
    assertThat(totals.marketValue()).contains(number("19999.975"));
    assertThat(totals.netExposure()).contains(number("19999.975"));
    assertThat(totals.grossExposure()).contains(number("50000.025"));
    assertThat(totals.pnl()).contains(number("1099.5"));
  }

  @Test
  void cashIsNoExposureWhereItIsNamed() {
    PositionTotals named = totals.withCash("CASH", "MARGIN");

    assertThat(named.marketValue()).isEqualTo(totals.marketValue());
    assertThat(named.weights()).isEqualTo(totals.weights());
    assertThat(named.netExposure()).contains(number("15000.025"));
    assertThat(named.grossExposure()).contains(number("45000.075"));
    assertThat(named.leverage().orElseThrow()).isCloseTo(45_000.075 / 19_999.975, within(1e-12));
    assertThat(named.concentration()).contains(1.0);
    assertThat(named.byAssetType())
        .hasEntrySatisfying(
            "CASH", part -> assertThat(part.grossExposure()).contains(BigDecimal.ZERO));
    assertThat(named).isNotEqualTo(totals).isEqualTo(totals.withCash("MARGIN", "CASH"));
  }

  @Test
  void cashWithoutAPriceHidesNoExposure() {
    PositionTotals some = PositionTotals.of(List.of(btc, position("CASH", "7")));

    assertThat(some.grossExposure()).isEmpty();
    assertThat(some.withCash("CASH").grossExposure()).contains(number("30000.05"));
    assertThat(some.withCash("CASH").leverage()).isEmpty();
  }

  @Test
  void theyAreGroupedByKindAndBySymbol() {
    assertThat(totals.byAssetType().keySet()).containsExactly("CASH", "FUTURE", "SPOT");
    assertThat(totals.bySymbol().keySet()).containsExactly("BTC-USDT", "CASH");
    assertThat(totals.bySymbol().get("BTC-USDT"))
        .isEqualTo(PositionTotals.of(List.of(btc, future)));
    assertThat(PositionTotals.of(List.of(btc, future)).marketValue()).contains(number("15000.025"));
  }

  @Test
  void weightsAddUpToOne() {
    Map<String, Double> weights = totals.weights().orElseThrow();

    assertThat(weights.keySet()).containsExactly("BTC-USDT", "CASH");
    assertThat(weights.get("BTC-USDT")).isCloseTo(15_000.025 / 19_999.975, within(1e-12));
    assertThat(weights.values().stream().mapToDouble(each -> each).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(totals.leverage().orElseThrow()).isCloseTo(50_000.025 / 19_999.975, within(1e-12));
  }

  @Test
  void concentrationIsOneForASingleSymbolAndOneOverTheirNumberForEqualOnes() {
    Position eth = position("SPOT", "-10").symbol("ETH-USDT").currentPrice(number("2"));
    Position sol = position("SPOT", "1").symbol("SOL-USDT").currentPrice(number("20"));

    assertThat(PositionTotals.of(List.of(eth)).concentration()).contains(1.0);
    assertThat(PositionTotals.of(List.of(eth, sol)).concentration()).contains(0.5);
  }

  @Test
  void anUnknownPriceIsNotZero() {
    Position dark = position("SPOT", "3").symbol("XYZ").pnl(number("1"));
    PositionTotals some = PositionTotals.of(List.of(btc, dark));

    assertThat(some.marketValue()).isEmpty();
    assertThat(some.grossExposure()).isEmpty();
    assertThat(some.weights()).isEmpty();
    assertThat(some.leverage()).isEmpty();
    assertThat(some.concentration()).isEmpty();
    assertThat(some.unpriced()).containsExactly(dark);
    assertThat(some.pnl()).contains(number("1201"));
    assertThat(some.bySymbol()).containsEntry("BTC-USDT", PositionTotals.of(List.of(btc)));
    assertThat(PositionTotals.of(List.of(btc)).marketValue()).contains(number("30000.05"));
  }

  @Test
  void aPositionOfZeroNeedsNoPrice() {
    PositionTotals none = PositionTotals.of(List.of(position("CASH", "0")));

    assertThat(none.marketValue()).contains(BigDecimal.ZERO);
    assertThat(none.unpriced()).isEmpty();
    assertThat(none.weights()).isEmpty();
    assertThat(none.concentration()).isEmpty();
    assertThat(none.pnl()).isEmpty();
  }

  @Test
  void weightsNeedANetValueAboveZero() {
    Position debt = position("CASH", "-40000").currentPrice(BigDecimal.ONE);

    assertThat(PositionTotals.of(List.of(btc, debt)).weights()).isEmpty();
    assertThat(PositionTotals.of(List.of(btc, debt)).leverage()).isEmpty();
  }

  private static Position position(String type, String size) {
    return Position.of(type, number(size));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
