package io.entasis.conformance.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.entasis.Entasis;
import io.entasis.market.PutCall;
import io.entasis.option.AtTheMoney;
import io.entasis.option.ExpirySlice;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.option.Smile;
import io.entasis.option.SmilePoint;
import io.entasis.option.TermStructure;
import io.entasis.option.VolatilityHistory;
import io.entasis.option.VolatilitySurface;
import io.entasis.testkit.EntasisTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The chains of a real stock at five closes, where the environment variable ENTASIS_DATA names a folder that holds them. After the fourth its
 * contracts were adjusted to a split, seven for one, and at the fifth the feed says zero for every volatility.
 */
@EntasisTest
class RealChainsTest {

  private static final String AAPL = "AAPL";
  private static final List<Instant> CLOSES = List.of(
      Instant.parse("2014-06-02T20:00:00Z"),
      Instant.parse("2014-06-03T20:00:00Z"),
      Instant.parse("2014-06-04T20:00:00Z"),
      Instant.parse("2014-06-05T20:00:00Z"));
  private static final Instant SPLIT_CLOSE = Instant.parse("2014-06-06T20:00:00Z");
  private static final Map<Instant, BigDecimal> SPOT = Map.of(
      CLOSES.get(0), new BigDecimal("633.40"),
      CLOSES.get(1), new BigDecimal("628.39"),
      CLOSES.get(2), new BigDecimal("638.20"),
      CLOSES.get(3), new BigDecimal("649.56"));

  private final Entasis entasis;
  private final List<OptionQuote> quotes;

  RealChainsTest(Entasis entasis) throws IOException {
    this.entasis = entasis;
    this.quotes = read();
    assertThat(entasis.chains().saveAll(quotes).accepted()).isEqualTo(18_128);
  }

  @Test
  void eachCloseHasItsChain() {
    for (Instant close : CLOSES) {
      OptionChain chain = chain(close);
      Set<OptionQuote> expected = quotes.stream()
          .filter(quote -> quote.timestamp().equals(close))
          .filter(quote -> quote.contract().expiry().isAfter(close))
          .collect(Collectors.toSet());

      assertThat(chain.quotes().stream().map(each -> each.quote()).collect(Collectors.toSet()))
          .isEqualTo(expected);
      assertThat(chain.oldest()).contains(Duration.ZERO);
    }
  }

  @Test
  void pairsAreTheUnionOfTheListedStrikes() {
    for (ExpirySlice slice : chain(CLOSES.get(1)).slices()) {
      Set<BigDecimal> listed = quotes.stream()
          .filter(quote -> quote.timestamp().equals(CLOSES.get(1)))
          .map(OptionQuote::contract)
          .filter(contract -> contract.expiry().equals(slice.expiry()))
          .map(OptionContract::strike)
          .collect(Collectors.toSet());

      assertThat(slice.pairs()).hasSameSizeAs(listed);
      assertThat(Set.copyOf(slice.strikes())).isEqualTo(listed);
    }
  }

  /** The feed's volatilities are what they are, some of several hundred percent; the rule only chooses among them. */
  @Test
  void volatilityAtTheMoneyIsThatOfTheStrikeNearestToTheStock() {
    for (Instant close : CLOSES) {
      OptionChain chain = chain(close);
      TermStructure terms = chain.termStructure(AtTheMoney.nearestToSpot(spot(close)));

      assertThat(terms.points().size() + terms.missing().size())
          .isEqualTo(chain.expiries().size());
      assertThat(terms.points()).hasSizeGreaterThanOrEqualTo(4);
      terms
          .points()
          .forEach(point -> assertThat(point.volatility())
              .isCloseTo(nearestVolatility(close, point.expiry()), within(1e-12)));
    }
  }

  @Test
  void theSurfaceIsTheSmilesAtTheirPoints() {
    OptionChain chain = chain(CLOSES.get(0));
    Map<Instant, BigDecimal> forwards = new HashMap<>();
    chain.expiries().forEach(expiry -> forwards.put(expiry, spot(CLOSES.get(0))));
    VolatilitySurface surface = chain.surface(forwards);

    for (Smile smile : surface.smiles()) {
      for (SmilePoint point : smile.points()) {
        assertThat(surface.volatilityAt(smile.expiry(), point.logMoneyness()).orElseThrow())
            .isCloseTo(point.volatility(), within(1e-9));
      }
    }
    assertThat(surface.volatilityAt(CLOSES.get(0).plus(Duration.ofDays(60)), 0)).isPresent();
  }

  @Test
  void withoutAGreatestAgeContractsOfBeforeTheSplitLiveOn() {
    OptionChain mixed = entasis.chains().on(AAPL).asOf(SPLIT_CLOSE).get();
    OptionChain today =
        entasis.chains().on(AAPL).asOf(SPLIT_CLOSE).maxAge(Duration.ofHours(12)).get();

    assertThat(today.size()).isEqualTo(2_180);
    assertThat(today.quotes()).allSatisfy(quote -> assertThat(quote.age()).isZero());
    assertThat(mixed.size())
        .isEqualTo(quotes.stream()
            .map(OptionQuote::contract)
            .filter(contract -> contract.expiry().isAfter(SPLIT_CLOSE))
            .distinct()
            .count());
    assertThat(mixed.size()).isGreaterThan(today.size());
    assertThat(mixed.oldest().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofDays(1));
    assertThat(strikeOfFarthest(mixed)).isGreaterThan(new BigDecimal("900"));
    assertThat(strikeOfFarthest(today)).isLessThan(new BigDecimal("200"));
  }

  @Test
  void aVolatilityOfZeroIsNoVolatility() {
    OptionChain today =
        entasis.chains().on(AAPL).asOf(SPLIT_CLOSE).maxAge(Duration.ofHours(12)).get();
    BigDecimal spot = new BigDecimal("92.72");

    assertThat(today.termStructure(AtTheMoney.nearestToSpot(spot)).points()).isEmpty();
    assertThat(today.slices()).allSatisfy(slice -> {
      assertThat(slice.atTheMoney(AtTheMoney.nearestToFiftyDelta())).isEmpty();
      assertThat(slice.smile(spot).points()).isEmpty();
    });
  }

  @Test
  void theHistoryOfVolatilityHasAPointForEachCloseThatTellsIt() {
    Instant july = Instant.parse("2014-07-19T20:00:00Z");
    List<Instant> all = new ArrayList<>(CLOSES);
    all.add(SPLIT_CLOSE);
    VolatilityHistory history = entasis
        .chains()
        .on(AAPL)
        .expiring(july)
        .maxAge(Duration.ofHours(12))
        .history(
            all,
            chain -> chain.expiring(july).atTheMoneyVolatility(AtTheMoney.nearestToFiftyDelta()));

    assertThat(history.points()).extracting(point -> point.timestamp()).isEqualTo(CLOSES);
    assertThat(history.rank().orElseThrow()).isBetween(0.0, 1.0);
  }

  /** From the rows of the file: of the strikes that are nearest the lower one, and of call and put the mean. */
  private double nearestVolatility(Instant close, Instant expiry) {
    List<OptionQuote> slice = quotes.stream()
        .filter(quote -> quote.timestamp().equals(close))
        .filter(quote -> quote.contract().expiry().equals(expiry))
        .toList();
    BigDecimal strike = slice.stream()
        .map(quote -> quote.contract().strike())
        .min(Comparator.<BigDecimal, BigDecimal>comparing(
                each -> each.subtract(spot(close)).abs())
            .thenComparing(each -> each))
        .orElseThrow();
    return slice.stream()
        .filter(quote -> quote.contract().strike().compareTo(strike) == 0)
        .mapToDouble(quote -> quote.iv().orElseThrow().doubleValue())
        .filter(iv -> iv > 0)
        .average()
        .orElseThrow();
  }

  private OptionChain chain(Instant close) {
    return entasis.chains().on(AAPL).asOf(close).maxAge(Duration.ofHours(12)).get();
  }

  private static BigDecimal spot(Instant close) {
    return SPOT.getOrDefault(close, BigDecimal.ZERO);
  }

  private static BigDecimal strikeOfFarthest(OptionChain chain) {
    TreeMap<BigDecimal, OptionContract> byStrike = new TreeMap<>();
    chain.quotes().forEach(quote -> byStrike.put(quote.strike(), quote.contract()));
    return byStrike.lastKey();
  }

  private static List<OptionQuote> read() throws IOException {
    String folder = System.getenv("ENTASIS_DATA");
    if (folder == null || folder.isBlank()) {
      return abort("ENTASIS_DATA names no folder");
    }
    Path file = Path.of(folder, "options", "AAPL-2014-06.csv.gz");
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine())
          .isEqualTo("timestamp,underlying,expiry,strike,option_type,iv,delta,gamma,theta,vega");
      return lines.lines().map(RealChainsTest::quote).toList();
    }
  }

  private static OptionQuote quote(String line) {
    String[] fields = line.split(",", -1);
    OptionContract contract = new OptionContract(
        fields[1], Instant.parse(fields[2]), new BigDecimal(fields[3]), PutCall.valueOf(fields[4]));
    return OptionQuote.of(contract, Instant.parse(fields[0]))
        .iv(new BigDecimal(fields[5]))
        .delta(new BigDecimal(fields[6]))
        .gamma(new BigDecimal(fields[7]))
        .theta(new BigDecimal(fields[8]))
        .vega(new BigDecimal(fields[9]));
  }
}
