package io.entasis.conformance.option;

import static io.entasis.conformance.option.Quotes.BTC;
import static io.entasis.conformance.option.Quotes.EXPIRIES;
import static io.entasis.conformance.option.Quotes.NOON;
import static io.entasis.conformance.option.Quotes.contract;
import static io.entasis.conformance.option.Quotes.quote;
import static io.entasis.conformance.option.Quotes.store;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.market.PutCall;
import io.entasis.market.TimeRange;
import io.entasis.option.ChainQuery;
import io.entasis.option.ChainQuote;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.option.VolatilityPoint;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain as of an instant. */
@EntasisTest
class ChainQueryTest {

  private static final Instant NEAR = EXPIRIES.get(0);
  private static final OptionContract CALL = contract(NEAR, "100", PutCall.CALL);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyQuestionAgreesWithTheModel(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<OptionQuote> arrived = Quotes.random(random, 400);
    store(entasis, arrived);
    for (int i = 0; i < 10; i++) {
      Instant at = random.nextInt(4) == 0 ? Quotes.one(random, EXPIRIES) : Quotes.instant(random);
      Duration age = Duration.ofHours(random.nextInt(500));
      ChainQuery question = entasis.chains().on(BTC).asOf(at);
      List<ChainQuote> all = model(arrived, at);

      assertThat(quotes(question)).isEqualTo(all);
      assertThat(quotes(question.maxAge(age)))
          .isEqualTo(only(all, quote -> quote.age().compareTo(age) <= 0));
      assertThat(quotes(question.calls()))
          .isEqualTo(only(all, quote -> quote.type() == PutCall.CALL));
      assertThat(quotes(question.puts()))
          .isEqualTo(only(all, quote -> quote.type() == PutCall.PUT));
      assertThat(quotes(question.expiring(EXPIRIES.get(1))))
          .isEqualTo(only(all, quote -> quote.expiry().equals(EXPIRIES.get(1))));
      assertThat(quotes(question.strikes(decimal("95.5"), decimal("104"))))
          .isEqualTo(only(all, quote -> between(quote.strike(), "95.5", "104")));
      assertThat(quotes(question.strikesWithin(decimal("10"), decimal("100"))))
          .isEqualTo(only(all, quote -> between(quote.strike(), "90", "110")));
      assertThat(quotes(question.strikesAround(decimal("100"), 1)))
          .isEqualTo(around(all, decimal("100")));
      assertThat(question.contracts())
          .isEqualTo(all.stream().map(ChainQuote::contract).toList());
      assertThat(question.expiries())
          .isEqualTo(all.stream().map(ChainQuote::expiry).distinct().toList());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void boundsOfNumbersAreAppliedToThePrevailingQuote(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<OptionQuote> arrived = Quotes.random(random, 300);
    store(entasis, arrived);
    List<ChainQuote> all = model(arrived, NOON);
    ChainQuery question = entasis.chains().on(BTC).asOf(NOON);
    BigDecimal least = decimal("-0.2");
    BigDecimal most = decimal("0.45");

    Map<Function<OptionQuote, Optional<BigDecimal>>, UnaryOperator<ChainQuery>> bounds = Map.of(
        OptionQuote::iv, query -> query.iv(least, most),
        OptionQuote::delta, query -> query.delta(least, most),
        OptionQuote::gamma, query -> query.gamma(least, most),
        OptionQuote::theta, query -> query.theta(least, most),
        OptionQuote::vega, query -> query.vega(least, most));
    bounds.forEach((number, refine) -> assertThat(quotes(refine.apply(question)))
        .isEqualTo(only(
            all,
            quote -> number
                .apply(quote.quote())
                .filter(value -> between(value, "-0.2", "0.45"))
                .isPresent())));
  }

  @Test
  void withoutAnInstantItIsTheChainOfNow(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().clock(Clock.fixed(NOON, ZoneOffset.UTC)).open()) {
      OptionQuote known = quote(CALL, NOON, "0.5");
      store(entasis, List.of(known, quote(CALL, NOON.plusSeconds(1), "0.9")));

      OptionChain chain = entasis.chains().on(BTC).get();
      assertThat(chain.asOf()).isEqualTo(NOON);
      assertThat(chain.quotes()).containsExactly(new ChainQuote(known, Duration.ZERO));
    }
  }

  @Test
  void ofSeveralQuotesAtOneInstantTheLastToArriveCounts(Entasis entasis) {
    OptionQuote first = quote(CALL, NOON, "0.5");
    OptionQuote second = quote(CALL, NOON, "0.4");
    store(entasis, List.of(first, second));

    assertThat(quotes(entasis.chains().on(BTC).asOf(NOON)))
        .containsExactly(new ChainQuote(second, Duration.ZERO));
  }

  @Test
  void aContractIsGoneAtItsExpiry(Entasis entasis) {
    store(entasis, List.of(quote(CALL, NOON, "0.5")));

    assertThat(entasis.chains().on(BTC).asOf(NEAR.minusNanos(1_000)).contracts())
        .containsExactly(CALL);
    assertThat(entasis.chains().on(BTC).asOf(NEAR).find()).isEmpty();
  }

  @Test
  void anAgeThatIsExactlyTheGreatestCounts(Entasis entasis) {
    store(entasis, List.of(quote(CALL, NOON, "0.5")));
    ChainQuery later = entasis.chains().on(BTC).asOf(NOON.plusSeconds(60));

    assertThat(later.maxAge(Duration.ofSeconds(60)).contracts()).hasSize(1);
    assertThat(later.maxAge(Duration.ofSeconds(60).minusNanos(1_000)).contracts())
        .isEmpty();
  }

  @Test
  void expiriesAreChosenByRangeAndByPeriod(Entasis entasis) {
    store(
        entasis,
        EXPIRIES.stream()
            .map(expiry -> quote(contract(expiry, "100", PutCall.CALL), NOON, "0.5"))
            .toList());
    ChainQuery question = entasis.chains().on(BTC).asOf(NOON);

    assertThat(question.expiringDuring(TimeRange.of(NEAR, EXPIRIES.get(1))).expiries())
        .containsExactly(NEAR);
    assertThat(question.expiringWithin(Period.ofDays(24)).expiries())
        .containsExactly(NEAR, EXPIRIES.get(1));
    assertThat(question.expiringWithin(Period.ofMonths(4)).expiries()).isEqualTo(EXPIRIES);
    assertThat(entasis
            .chains()
            .on(BTC)
            .asOf(NOON.minusSeconds(14_400))
            .expiringWithin(Period.ofDays(3))
            .find())
        .isEmpty();
  }

  @Test
  void instantsThatNothingCanHaveAskForNothingOrForAll(Entasis entasis) {
    store(entasis, List.of(quote(CALL, NOON, "0.5")));
    ChainQuery question = entasis.chains().on(BTC);

    assertThat(question.asOf(Instant.MAX).find()).isEmpty();
    assertThat(question.asOf(Instant.MIN).find()).isEmpty();
    assertThat(question.asOf(NOON).expiring(Instant.MAX).find()).isEmpty();
    assertThat(question
            .asOf(NOON)
            .expiringDuring(TimeRange.of(Instant.MIN, Instant.MAX))
            .contracts())
        .containsExactly(CALL);
    assertThat(
            question.asOf(NOON).expiringWithin(Period.ofDays(Integer.MAX_VALUE)).contracts())
        .containsExactly(CALL);
    assertThat(question
            .asOf(NOON)
            .expiringWithin(Period.ofYears(Integer.MAX_VALUE))
            .contracts())
        .containsExactly(CALL);
    assertThat(question.asOf(NOON).maxAge(Duration.ofSeconds(Long.MAX_VALUE)).contracts())
        .containsExactly(CALL);
    assertThat(
            entasis.chains().quotes(contract(Instant.MAX, "100", PutCall.CALL)).findLatest())
        .isEmpty();
  }

  @Test
  void aChainThatIsNotThereIsNamed(Entasis entasis) {
    assertThatThrownBy(() -> entasis.chains().on("ETH-USDT").asOf(NOON).get())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("ETH-USDT")
        .hasMessageContaining("2024-03-05T12:00:00Z");
  }

  @Test
  void aHistoryHasAPointForEachChainThatTellsOne(Entasis entasis) {
    Instant day = NOON.minus(Duration.ofDays(1));
    store(
        entasis,
        List.of(
            quote(CALL, day, "0.4"),
            quote(CALL, NOON, "0.5"),
            OptionQuote.of(CALL, NOON.plusSeconds(9))));

    assertThat(entasis
            .chains()
            .on(BTC)
            .history(
                List.of(NOON, day, day.minusSeconds(1), NOON.plusSeconds(9)),
                chain -> chain
                    .quotes()
                    .get(0)
                    .iv()
                    .map(iv -> OptionalDouble.of(iv.doubleValue()))
                    .orElse(OptionalDouble.empty()))
            .points())
        .containsExactly(new VolatilityPoint(day, 0.4), new VolatilityPoint(NOON, 0.5));
    assertThatThrownBy(() -> entasis
            .chains()
            .on(BTC)
            .asOf(NOON)
            .history(List.of(NOON), chain -> OptionalDouble.empty()))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatIsAskedTwiceOrMakesNoSenseFailsAtThatLine(Entasis entasis) {
    ChainQuery question = entasis.chains().on(BTC);

    assertRefused("instant", () -> question.asOf(NOON).asOf(NOON));
    assertRefused("age", () -> question.maxAge(Duration.ZERO).maxAge(Duration.ZERO));
    assertRefused("age", () -> question.maxAge(Duration.ofSeconds(-1)));
    assertRefused("expiry", () -> question.expiring(NEAR).expiringWithin(Period.ofDays(1)));
    assertRefused("period", () -> question.expiringWithin(Period.ofDays(-1)));
    assertRefused(
        "strikes",
        () -> question.strikes(decimal("1"), decimal("2")).strikesAround(decimal("1"), 1));
    assertRefused("lowest strike", () -> question.strikes(decimal("2"), decimal("1")));
    assertRefused("above zero", () -> question.strikesAround(decimal("0"), 1));
    assertRefused("one or more", () -> question.strikesAround(decimal("1"), 0));
    assertRefused("percent", () -> question.strikesWithin(decimal("-1"), decimal("1")));
    assertRefused("calls or puts", () -> question.calls().puts());
    assertRefused("delta", () -> question.delta(decimal("0.5"), decimal("0.4")));
    assertRefused(
        "iv", () -> question.iv(decimal("0"), decimal("1")).iv(decimal("0"), decimal("1")));
    assertRefused("underlying", () -> entasis.chains().on("B\u0000C"));
  }

  private static void assertRefused(String what, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessageContaining(what);
  }

  private static List<ChainQuote> quotes(ChainQuery question) {
    return question.find().map(OptionChain::quotes).orElse(List.of());
  }

  private static List<ChainQuote> model(List<OptionQuote> arrived, Instant at) {
    Map<OptionContract, OptionQuote> last = new TreeMap<>(comparing(OptionContract::expiry)
        .thenComparing(OptionContract::strike)
        .thenComparing(OptionContract::type));
    arrived.stream()
        .filter(
            quote -> !quote.timestamp().isAfter(at) && quote.contract().expiry().isAfter(at))
        .sorted(comparing(OptionQuote::timestamp))
        .forEach(quote -> last.put(quote.contract(), quote));
    return last.values().stream()
        .map(quote -> new ChainQuote(quote, Duration.between(quote.timestamp(), at)))
        .toList();
  }

  private static List<ChainQuote> only(List<ChainQuote> all, Predicate<ChainQuote> condition) {
    return all.stream().filter(condition).toList();
  }

  /** The nearest strike at or below, and the nearest one above, of each expiry. */
  private static List<ChainQuote> around(List<ChainQuote> all, BigDecimal price) {
    List<ChainQuote> chosen = new ArrayList<>();
    all.stream()
        .collect(Collectors.groupingBy(ChainQuote::expiry, TreeMap::new, Collectors.toList()))
        .forEach((expiry, slice) -> {
          List<BigDecimal> strikes =
              slice.stream().map(ChainQuote::strike).distinct().toList();
          BigDecimal below = strikes.stream()
              .filter(strike -> strike.compareTo(price) <= 0)
              .reduce(BigDecimal.ZERO, BigDecimal::max);
          BigDecimal above = strikes.stream()
              .filter(strike -> strike.compareTo(price) > 0)
              .findFirst()
              .orElse(BigDecimal.ZERO);
          slice.stream()
              .filter(quote ->
                  quote.strike().compareTo(below) == 0 || quote.strike().compareTo(above) == 0)
              .forEach(chosen::add);
        });
    return chosen;
  }

  private static boolean between(BigDecimal number, String least, String most) {
    return number.compareTo(decimal(least)) >= 0 && number.compareTo(decimal(most)) <= 0;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
