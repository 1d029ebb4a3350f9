package io.entasis.conformance.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.read.RealTicks;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.PricedAt;
import io.entasis.prediction.ValueMeaning;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hundred thousand predictions against the trades of a real week, where the environment variable ENTASIS_DATA names a folder of them. */
@EntasisTest
class RealEvaluationTest {

  private static final long SEED = 20_131_007;
  private static final int PREDICTIONS = 100_000;
  private static final int PAIRS = 20_000;
  private static final Duration HORIZON = Duration.ofMinutes(15);
  private static final Duration AGE = Duration.ofMinutes(1);

  private final Entasis entasis;
  private final NavigableMap<Instant, Tick> last = new TreeMap<>();
  private final List<Prediction> predictions = new ArrayList<>();

  RealEvaluationTest(Entasis entasis) throws IOException {
    this.entasis = entasis;
    List<Tick> ticks = RealTicks.read(RealTicks.files().stream()
        .filter(file -> file.toString().contains("IBM"))
        .findFirst()
        .orElseThrow());
    ticks.forEach(tick -> last.put(tick.timestamp(), tick));
    assertThat(entasis.ticks().saveAll(ticks).accepted()).isEqualTo(ticks.size());
    Random random = new Random(SEED);
    for (int i = 0; i < PREDICTIONS; i++) {
      predictions.add(Prediction.of(
          "lstm-7",
          "IBM",
          "return",
          BigDecimal.valueOf(random.nextInt(200) - 100, 5),
          random.nextInt(4) == 0
              ? ticks.get(random.nextInt(ticks.size())).timestamp()
              : any(random)));
    }
    predictions.sort(Comparator.comparing(Prediction::timestamp));
    assertThat(entasis.predictions().recordAll(predictions).accepted()).isEqualTo(PREDICTIONS);
  }

  @Test
  void eachIsScoredAndJoinedByTheTradesOfItsMoments() {
    assertPairs();
    assertScore();
    assertJoin();
  }

  private void assertPairs() {
    try (Stream<EvaluatedPrediction> evaluated =
        entasis.predictions().all().maxPriceAge(AGE).evaluated(HORIZON)) {
      Iterator<Prediction> expected = predictions.iterator();
      assertThat(evaluated
              .filter(each -> !each.equals(model(expected.next())))
              .limit(3)
              .toList())
          .as("what is not as it should be")
          .isEmpty();
      assertThat(expected.hasNext()).isFalse();
    }
  }

  private void assertScore() {
    PredictionScore score = entasis
        .predictions()
        .by("lstm-7")
        .ofType("return", ValueMeaning.RETURN)
        .maxPriceAge(AGE)
        .evaluate(HORIZON);

    assertThat(score.matured())
        .isEqualTo(predictions.stream()
            .filter(each -> model(each).maturity() == Maturity.MATURED)
            .count())
        .isGreaterThan(PREDICTIONS / 10);
    assertThat(score.total()).isEqualTo(PREDICTIONS);
    assertThat(score.directions().hitRate().orElseThrow()).isBetween(0.4, 0.6);
  }

  private void assertJoin() {
    List<Prediction> some = predictions.subList(0, PAIRS);
    try (Stream<AsOfMatch<Prediction, Tick>> matches = entasis
        .ticks()
        .of("IBM")
        .joinAsOf(some.stream(), Prediction::symbol, Prediction::timestamp, AsOfRule.before(AGE))) {
      assertThat(matches.map(match -> match.right().map(Tick::timestamp)).toList())
          .isEqualTo(some.stream()
              .map(each ->
                  recent(last.lowerEntry(each.timestamp()), each.timestamp()).map(Tick::timestamp))
              .toList());
    }
  }

  private EvaluatedPrediction model(Prediction prediction) {
    Instant target = prediction.timestamp().plus(HORIZON);
    Optional<PricedAt> from = price(prediction.timestamp());
    Optional<PricedAt> to = price(target);
    Maturity maturity =
        from.isPresent() && to.isPresent() ? Maturity.MATURED : Maturity.UNPRICEABLE;
    return new EvaluatedPrediction(prediction, target, maturity, from, to);
  }

  private Optional<PricedAt> price(Instant at) {
    return recent(last.floorEntry(at), at)
        .map(tick ->
            new PricedAt(tick.price(), tick.timestamp(), Duration.between(tick.timestamp(), at)));
  }

  private static Optional<Tick> recent(Map.Entry<Instant, Tick> entry, Instant at) {
    return Optional.ofNullable(entry)
        .map(Map.Entry::getValue)
        .filter(tick -> !tick.timestamp().isBefore(at.minus(AGE)));
  }

  private Instant any(Random random) {
    Duration week = Duration.between(last.firstKey(), last.lastKey());
    return last.firstKey().plusMillis((long) (random.nextDouble() * week.toMillis()));
  }
}
