package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.fixture.ChainSimulator;
import io.entasis.ingest.IngestReport;
import io.entasis.market.PutCall;
import io.entasis.option.AtTheMoney;
import io.entasis.option.ChainQuote;
import io.entasis.option.ExpirySlice;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionPair;
import io.entasis.option.OptionPosition;
import io.entasis.option.OptionQuote;
import io.entasis.option.PositionGreeks;
import io.entasis.option.Smile;
import io.entasis.option.TermStructure;
import io.entasis.option.VolatilityHistory;
import io.entasis.option.VolatilitySurface;
import io.entasis.testkit.EntasisTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class OptionChainsGuideTest {

  private static final Instant NOON = Instant.parse("2024-01-31T12:00:00Z");
  private static final BigDecimal SPOT = new BigDecimal("42650.5");
  private static final List<Instant> LAST_HOURS = Stream.iterate(
          NOON.minus(Duration.ofHours(5)), at -> at.plus(Duration.ofHours(1)))
      .limit(6)
      .toList();

  private final Entasis entasis;

  OptionChainsGuideTest(Entasis entasis) {
    this.entasis = entasis;
  }

  @BeforeEach
  void load() {
    ChainSimulator simulator = ChainSimulator.seeded(42);
    entasis.chains().saveAll(LAST_HOURS.stream().flatMap(at -> simulator.at(at, SPOT).stream()));
  }

  @Test
  void saves() {
    Instant now = NOON.plusSeconds(1);
    // begin save
    OptionContract contract = new OptionContract(
        "BTC-USDT", Instant.parse("2024-02-23T08:00:00Z"), new BigDecimal("45000"), PutCall.CALL);
    OptionQuote quote = OptionQuote.of(contract, now)
        .iv(new BigDecimal("0.6112"))
        .delta(new BigDecimal("0.3358")); // gamma, theta and vega are not known

    IngestReport report = entasis.chains().saveAll(List.of(quote));
    // end save
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(entasis.chains().quotes(contract).findLatest()).contains(quote);
  }

  @Test
  void asks() {
    // begin ask
    OptionChain chain = entasis
        .chains()
        .on("BTC-USDT")
        .asOf(NOON)
        .maxAge(Duration.ofMinutes(30))
        .get();

    OptionChain nearTheMoney = entasis
        .chains()
        .on("BTC-USDT")
        .asOf(NOON)
        .expiringWithin(Period.ofDays(30))
        .strikesAround(SPOT, 5)
        .delta(new BigDecimal("-0.6"), new BigDecimal("0.6"))
        .get();
    // end ask
    assertThat(chain.size()).isEqualTo(636);
    assertThat(nearTheMoney.size()).isBetween(20, 100);
  }

  @Test
  void computes() {
    OptionChain chain = entasis.chains().on("BTC-USDT").asOf(NOON).get();
    // begin algebra
    List<Instant> expiries = chain.expiries();
    ExpirySlice slice = chain.expiring(expiries.get(3));
    List<BigDecimal> listed = slice.strikes(); // of this expiry, not of all

    for (OptionPair pair : slice.pairs()) {
      String call = pair.call().flatMap(ChainQuote::iv).map(iv -> "" + iv).orElse("-");
      String put = pair.put().flatMap(ChainQuote::iv).map(iv -> "" + iv).orElse("-");
      System.out.println(pair.strike() + "  call " + call + "  put " + put);
    }
    // end algebra
    assertThat(listed).isEqualTo(slice.pairs().stream().map(OptionPair::strike).toList());
  }

  @Test
  void drawsVolatility() {
    OptionChain chain = entasis.chains().on("BTC-USDT").asOf(NOON).get();
    Instant expiry = chain.expiries().get(3);
    // begin volatility
    AtTheMoney rule = AtTheMoney.nearestToFiftyDelta();
    Smile smile = chain.expiring(expiry).smile(SPOT); // the forward price is yours to know

    OptionalDouble tenPercentBelow = smile.volatilityAt(new BigDecimal("38385.45"));
    OptionalDouble riskReversal = smile.riskReversal(0.25);
    OptionalDouble butterfly = smile.butterfly(0.25, rule);
    TermStructure terms = chain.termStructure(rule);

    Map<Instant, BigDecimal> forwards = new HashMap<>();
    chain.expiries().forEach(each -> forwards.put(each, SPOT));
    VolatilitySurface surface = chain.surface(forwards);
    OptionalDouble sixWeeksAhead = surface.volatilityAt(NOON.plus(Duration.ofDays(42)), -0.05);
    // end volatility
    assertThat(tenPercentBelow).isPresent();
    assertThat(riskReversal.orElseThrow()).isNegative();
    assertThat(butterfly.orElseThrow()).isPositive();
    assertThat(terms.points()).hasSize(7);
    assertThat(sixWeeksAhead.orElseThrow()).isBetween(0.55, 0.65);
  }

  @Test
  void sumsGreeks() {
    OptionChain chain = entasis.chains().on("BTC-USDT").asOf(NOON).get();
    OptionContract call = chain
        .slices()
        .get(3)
        .atTheMoney(AtTheMoney.nearestToSpot(SPOT))
        .orElseThrow()
        .call()
        .orElseThrow()
        .contract();
    // begin greeks
    PositionGreeks greeks = chain.greeks(List.of(
        new OptionPosition(call, new BigDecimal("10"), BigDecimal.ONE),
        new OptionPosition(call.opposite(), new BigDecimal("-10"), BigDecimal.ONE)));

    System.out.println("delta " + greeks.delta().orElseThrow() + ", missing " + greeks.missing());
    // end greeks
    assertThat(greeks.delta()).contains(BigDecimal.TEN);
    assertThat(greeks.vega()).contains(BigDecimal.ZERO);
  }

  @Test
  void ranksVolatility() {
    // begin history
    VolatilityHistory history = entasis
        .chains()
        .on("BTC-USDT")
        .expiringWithin(Period.ofDays(45))
        .maxAge(Duration.ofMinutes(10))
        .history(
            LAST_HOURS,
            chain -> chain.slices().get(0).atTheMoneyVolatility(AtTheMoney.nearestToFiftyDelta()));

    OptionalDouble rank = history.rank(); // 0 at its lowest, 1 at its highest
    OptionalDouble percentile = history.percentile();
    // end history
    assertThat(history.points()).hasSize(6);
    assertThat(rank.orElseThrow()).isBetween(0.0, 1.0);
    assertThat(percentile.orElseThrow()).isBetween(0.0, 1.0);
  }
}
