package io.entasis.conformance.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.NotFoundException;
import io.entasis.market.PutCall;
import io.entasis.option.ChainQuote;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.testkit.EntasisTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain as of an instant. */
@EntasisTest
class ChainQueryTest {

  private static final Instant NEAR = Instant.parse("2024-03-08T08:00:00Z");
  private static final Instant FAR = Instant.parse("2024-04-26T08:00:00Z");
  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  @Test
  void eachContractHasItsLastQuoteWithItsAge(Entasis entasis) {
    OptionQuote old = quote(NEAR, "100", PutCall.CALL, "2024-02-20T12:00:00Z", "0.50");
    OptionQuote recent = quote(NEAR, "100", PutCall.CALL, "2024-03-05T11:59:00Z", "0.55");
    OptionQuote later = quote(NEAR, "100", PutCall.CALL, "2024-03-05T12:00:00.000001Z", "0.99");
    OptionQuote put = OptionQuote.of(
        new OptionContract("BTC-USDT", FAR, new BigDecimal("90.5"), PutCall.PUT),
        Instant.parse("2024-01-31T23:00:00Z"));
    entasis.chains().saveAll(List.of(later, old, recent, put));

    assertThat(entasis.chains().on("BTC-USDT").asOf(NOON).get().quotes())
        .containsExactly(
            new ChainQuote(recent, Duration.ofMinutes(1)),
            new ChainQuote(put, Duration.between(put.timestamp(), NOON)));
    assertThat(entasis
            .chains()
            .on("BTC-USDT")
            .asOf(NOON)
            .maxAge(Duration.ofMinutes(1))
            .contracts())
        .containsExactly(recent.contract());
    assertThat(entasis.chains().on("BTC-USDT").asOf(NEAR).expiries()).containsExactly(FAR);
    assertThat(entasis
            .chains()
            .on("BTC-USDT")
            .asOf(NOON)
            .expiringWithin(Period.ofDays(3))
            .expiries())
        .containsExactly(NEAR);
    assertThat(entasis
            .chains()
            .on("BTC-USDT")
            .asOf(NOON)
            .strikesAround(new BigDecimal("95"), 1)
            .contracts())
        .hasSize(2);
    assertThat(entasis
            .chains()
            .on("BTC-USDT")
            .asOf(NOON)
            .iv(new BigDecimal("0.5"), new BigDecimal("0.6"))
            .contracts())
        .containsExactly(recent.contract());
    assertThat(entasis.chains().quotes(recent.contract()).list())
        .containsExactly(old, recent, later);
    assertThat(entasis.chains().quotes(recent.contract()).count()).isEqualTo(3);
    assertThat(entasis.chains().quotes(recent.contract()).findAsOf(NOON)).contains(recent);
    assertThat(entasis.chains().underlyings()).containsExactly("BTC-USDT");
    assertThatThrownBy(() -> entasis.chains().on("ETH-USDT").asOf(NOON).get())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("ETH-USDT")
        .hasMessageContaining("2024-03-05T12:00:00Z");
  }

  private static OptionQuote quote(
      Instant expiry, String strike, PutCall type, String timestamp, String iv) {
    OptionContract contract = new OptionContract("BTC-USDT", expiry, new BigDecimal(strike), type);
    return OptionQuote.of(contract, Instant.parse(timestamp)).iv(new BigDecimal(iv));
  }
}
