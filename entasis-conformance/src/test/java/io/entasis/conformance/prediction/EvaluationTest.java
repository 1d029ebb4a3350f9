package io.entasis.conformance.prediction;

import static io.entasis.conformance.prediction.Signals.NOON;
import static io.entasis.conformance.prediction.Signals.signal;
import static io.entasis.conformance.prediction.Signals.tick;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.PricedAt;
import io.entasis.prediction.ValueMeaning;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing predictions with what happened. */
@EntasisTest
class EvaluationTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration AGE = Duration.ofMinutes(90);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void pricesAreThoseOfTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Prediction> made = Signals.random(random, 200);
    List<Tick> ticks = Signals.prices(random, 400);
    Instant now = NOON.minus(Duration.ofHours(random.nextInt(100)));
    try (Entasis entasis =
        database.entasis().clock(Clock.fixed(NOON, ZoneOffset.UTC)).open()) {
      entasis.predictions().recordAll(made);
      entasis.ticks().saveAll(ticks);
    }
    try (Entasis entasis =
            database.entasis().clock(Clock.fixed(now, ZoneOffset.UTC)).open();
        Stream<EvaluatedPrediction> evaluated =
            entasis.predictions().all().maxPriceAge(AGE).evaluated(HOUR)) {
      assertThat(evaluated)
          .containsExactlyElementsOf(made.stream()
              .sorted(comparing(Prediction::timestamp))
              .map(prediction -> model(prediction, ticks, now))
              .toList());
    }
  }

  /** The day before, 24 hours earlier, is 23 hours earlier by the clocks of New York. */
  @Test
  @DefaultTimeZone("America/New_York")
  void aPriceMayBeADayOldWhereClocksWereChanged(Entasis entasis) {
    Instant made = Instant.parse("2024-03-10T20:00:00Z");
    Duration day = Duration.ofDays(1);
    entasis.predictions().record(signal("lstm-7", "IBM", made));
    entasis
        .ticks()
        .saveAll(List.of(tick("IBM", made.minus(day), "100"), tick("IBM", made.plus(day), "101")));

    assertThat(entasis
            .predictions()
            .by("lstm-7")
            .ofType("return", ValueMeaning.RETURN)
            .evaluate(day)
            .matured())
        .isEqualTo(1);
  }

  @Test
  void theScoreIsThatOfThePairs(Entasis entasis) {
    Random random = new Random(7);
    entasis.predictions().recordAll(Signals.random(random, 300));
    entasis.ticks().saveAll(Signals.prices(random, 600));
    PredictionQuery question =
        entasis.predictions().by("lstm-7").ofType("return", ValueMeaning.RETURN).maxPriceAge(AGE);

    PredictionScore score = question.evaluate(HOUR);

    try (Stream<EvaluatedPrediction> evaluated = question.evaluated(HOUR)) {
      assertThat(score).isEqualTo(PredictionScore.of(evaluated, ValueMeaning.RETURN));
    }
    assertThat(score.total()).isEqualTo(question.count());
    assertThat(score.matured()).isPositive();
    assertThat(score.unpriceable()).isPositive();
    assertThat(score.directions().hitRate()).isPresent();
    assertThat(score.rankCorrelation()).isPresent();
  }

  @Test
  void theMeaningMayBeDeclaredForTheWholeApp(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().predictionType("return", ValueMeaning.RETURN).open()) {
      entasis.predictions().record(signal("lstm-7", "IBM", NOON));
      entasis
          .ticks()
          .saveAll(List.of(tick("IBM", NOON, "100"), tick("IBM", NOON.plus(HOUR), "102")));

      assertThat(entasis
              .predictions()
              .by("lstm-7")
              .about("IBM")
              .evaluate(HOUR)
              .errors()
              .bias())
          .hasValueCloseTo(-0.01, within(1e-12));
    }
  }

  @Test
  void aMeaningIsNeverGuessed(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));

    assertThatThrownBy(() -> entasis.predictions().all().evaluate(HOUR))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'return'");
  }

  @Test
  void typesOfDifferentMeaningsAreNotScoredTogether(TestDatabase database) {
    try (Entasis entasis = database
        .entasis()
        .predictionType("return", ValueMeaning.RETURN)
        .predictionType("price", ValueMeaning.PRICE)
        .open()) {
      entasis.predictions().record(signal("lstm-7", "IBM", NOON));
      entasis.predictions().record(Prediction.of("lstm-7", "IBM", "price", BigDecimal.TEN, NOON));

      assertThatThrownBy(() -> entasis.predictions().all().evaluate(HOUR))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("RETURN")
          .hasMessageContaining("PRICE");
      assertThat(entasis.predictions().all().ofType("price").evaluate(HOUR).total())
          .isEqualTo(1);
    }
  }

  @Test
  void nothingAfterTheTargetIsLookedAt(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));
    entasis
        .ticks()
        .saveAll(List.of(
            tick("IBM", NOON, "100"),
            tick("IBM", NOON.plus(HOUR), "101"),
            tick("IBM", NOON.plus(HOUR).plusNanos(1_000), "999")));

    assertThat(only(entasis).target())
        .contains(new PricedAt(new BigDecimal("101"), NOON.plus(HOUR), Duration.ZERO));
  }

  @Test
  void thePriceAtTheMakingIsNotOneOfAfterwards(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));
    entasis.ticks().saveAll(List.of(tick("IBM", NOON.plusNanos(1_000), "100")));

    assertThat(only(entasis).base()).isEmpty();
    assertThat(only(entasis).maturity()).isEqualTo(Maturity.UNPRICEABLE);
  }

  @Test
  void aPendingPredictionIsNotScoredEvenIfPricesAreThere(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().clock(Clock.fixed(NOON, ZoneOffset.UTC)).open()) {
      entasis.predictions().record(signal("lstm-7", "IBM", NOON.minusSeconds(3_599)));
      entasis
          .ticks()
          .saveAll(List.of(
              tick("IBM", NOON.minusSeconds(3_599), "100"),
              tick("IBM", NOON.plusSeconds(1), "101")));

      EvaluatedPrediction pending = only(entasis);
      assertThat(pending.maturity()).isEqualTo(Maturity.PENDING);
      assertThat(pending.base()).isPresent();
      assertThat(pending.target()).isEmpty();
      assertThat(entasis
              .predictions()
              .all()
              .ofType("return", ValueMeaning.RETURN)
              .evaluate(HOUR)
              .pending())
          .isEqualTo(1);
    }
  }

  @Test
  void withoutAnAgePricesMayBeAsOldAsTheHorizon(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));
    entasis.predictions().record(signal("lstm-7", "ETH-USDT", NOON));
    entasis
        .ticks()
        .saveAll(List.of(
            tick("IBM", NOON.minus(HOUR), "100"),
            tick("ETH-USDT", NOON.minus(HOUR).minusNanos(1_000), "100")));

    try (Stream<EvaluatedPrediction> evaluated = entasis.predictions().all().evaluated(HOUR)) {
      assertThat(evaluated.map(each -> each.base().isPresent())).containsExactly(true, false);
    }
  }

  /** Whatever comes after the last target, the answers stay what they were. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12})
  void pricesOfLaterChangeNothing(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Prediction> made = Signals.random(random, 100).stream()
        .map(each ->
            Prediction.of(each.modelId(), each.symbol(), "return", each.value(), each.timestamp()))
        .toList();
    Instant lastTarget = made.stream()
        .map(Prediction::timestamp)
        .max(Instant::compareTo)
        .orElseThrow()
        .plus(HOUR);
    entasis.predictions().recordAll(made);
    entasis.ticks().saveAll(Signals.prices(random, 200));
    entasis.ticks().saveAll(List.of(tick("IBM", lastTarget, "100")));
    List<EvaluatedPrediction> before = all(entasis);

    entasis
        .ticks()
        .saveAll(IntStream.rangeClosed(1, 200)
            .mapToObj(i ->
                tick(Signals.one(random, Signals.SYMBOLS), lastTarget.plusNanos(i * 1_000L), "999"))
            .toList());

    assertThat(all(entasis)).as("seed %d", seed).isEqualTo(before);
  }

  @Test
  void anAgeMayBeFinerThanAMicrosecondOrLongerThanAnyHistory(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));
    entasis
        .ticks()
        .saveAll(List.of(
            tick("IBM", NOON.minusNanos(1_000), "100"), tick("IBM", NOON.plus(HOUR), "101")));

    assertThat(maturity(entasis, Duration.ofNanos(999))).isEqualTo(Maturity.UNPRICEABLE);
    assertThat(maturity(entasis, Duration.ofNanos(1_000))).isEqualTo(Maturity.MATURED);
    assertThat(maturity(entasis, Duration.ofNanos(1_999))).isEqualTo(Maturity.MATURED);
    assertThat(maturity(entasis, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Maturity.MATURED);
  }

  @Test
  void aHorizonFinerThanAMicrosecondIsCutOff(Entasis entasis) {
    entasis.predictions().record(signal("lstm-7", "IBM", NOON));

    try (Stream<EvaluatedPrediction> evaluated =
        entasis.predictions().all().evaluated(Duration.ofNanos(1_999))) {
      assertThat(evaluated.map(EvaluatedPrediction::targetAt))
          .containsExactly(NOON.plusNanos(1_000));
    }
  }

  @Test
  void aHorizonIsAboveZero(Entasis entasis) {
    for (Duration horizon : List.of(Duration.ZERO, HOUR.negated(), Duration.ofDays(40_000))) {
      assertThatThrownBy(() -> entasis.predictions().all().evaluate(horizon))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("horizon");
    }
  }

  @Test
  void withoutPredictionsThereIsNothingToScore(Entasis entasis) {
    assertThat(entasis.predictions().by("nobody").evaluate(HOUR).total()).isZero();
  }

  private static List<EvaluatedPrediction> all(Entasis entasis) {
    try (Stream<EvaluatedPrediction> evaluated = entasis.predictions().all().evaluated(HOUR)) {
      return evaluated.toList();
    }
  }

  private static Maturity maturity(Entasis entasis, Duration age) {
    try (Stream<EvaluatedPrediction> evaluated =
        entasis.predictions().all().maxPriceAge(age).evaluated(HOUR)) {
      return evaluated.findFirst().orElseThrow().maturity();
    }
  }

  private static EvaluatedPrediction only(Entasis entasis) {
    try (Stream<EvaluatedPrediction> evaluated = entasis.predictions().all().evaluated(HOUR)) {
      return evaluated.findFirst().orElseThrow();
    }
  }

  private static EvaluatedPrediction model(Prediction prediction, List<Tick> ticks, Instant now) {
    Instant target = prediction.targetAt().orElse(prediction.timestamp().plus(HOUR));
    boolean pending = target.isAfter(now);
    Optional<PricedAt> base = price(ticks, prediction.symbol(), prediction.timestamp());
    Optional<PricedAt> reached =
        pending ? Optional.empty() : price(ticks, prediction.symbol(), target);
    boolean priced = base.isPresent() && reached.isPresent();
    Maturity maturity =
        pending ? Maturity.PENDING : priced ? Maturity.MATURED : Maturity.UNPRICEABLE;
    return new EvaluatedPrediction(prediction, target, maturity, base, reached);
  }

  private static Optional<PricedAt> price(List<Tick> ticks, String symbol, Instant at) {
    return ticks.stream()
        .filter(tick -> tick.symbol().equals(symbol))
        .filter(tick -> !tick.timestamp().isAfter(at) && !tick.timestamp().isBefore(at.minus(AGE)))
        .sorted(comparing(Tick::timestamp))
        .reduce((earlier, later) -> later)
        .map(tick ->
            new PricedAt(tick.price(), tick.timestamp(), Duration.between(tick.timestamp(), at)));
  }
}
