package io.entasis.conformance.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.prediction.*;
import io.entasis.query.*;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@EntasisTest
class PredictionQueryTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  @Test
  void smoke(Entasis entasis) {
    Prediction one = Prediction.of("lstm", "BTC", "return", new BigDecimal("0.01"), NOON)
        .confidence(new BigDecimal("0.7"));
    Prediction two = Prediction.of(
            "lstm", "ETH", "return", new BigDecimal("0.02"), NOON.plusSeconds(60))
        .targetAt(NOON.plusSeconds(3600));
    Prediction three =
        Prediction.of("tree", "BTC", "return", new BigDecimal("-0.01"), NOON.plusSeconds(90));
    entasis.predictions().record(one);
    entasis.predictions().recordAll(List.of(three, two));
    assertThat(entasis.predictions().all().list()).containsExactly(one, two, three);
    assertThat(entasis.predictions().all().latestPerModelAndSymbol())
        .containsExactly(one, two, three);
    assertThat(entasis.predictions().by("lstm").latestPerModelAndSymbol())
        .containsExactly(one, two);
    assertThat(entasis.predictions().all().latestPerSymbol())
        .containsEntry("BTC", three)
        .containsEntry("ETH", two)
        .hasSize(2);
    assertThat(entasis.predictions().all().models()).containsExactly("lstm", "tree");
    assertThat(entasis.predictions().by("lstm").symbols()).containsExactly("BTC", "ETH");
    assertThat(entasis
            .predictions()
            .by("lstm")
            .confidenceAtLeast(new BigDecimal("0.5"))
            .count())
        .isEqualTo(1);
    entasis
        .ticks()
        .saveAll(List.of(
            new Tick("BTC", "X", NOON.minusSeconds(5), new BigDecimal("100"), BigDecimal.ONE),
            new Tick("BTC", "X", NOON.plusSeconds(3000), new BigDecimal("101"), BigDecimal.ONE),
            new Tick("BTC", "X", NOON.plusSeconds(3601), new BigDecimal("999"), BigDecimal.ONE)));
    try (Stream<EvaluatedPrediction> evaluated =
        entasis.predictions().all().evaluated(Duration.ofHours(1))) {
      evaluated.forEach(System.out::println);
    }
    try (Stream<AsOfMatch<Prediction, Tick>> s = entasis
        .ticks()
        .all()
        .joinAsOf(
            Stream.of(three, one, two),
            Prediction::symbol,
            Prediction::timestamp,
            AsOfRule.before(Duration.ofMinutes(10)))) {
      s.forEach(System.out::println);
    }
    try (Stream<AsOfMatch<Prediction, Prediction>> s = entasis
        .predictions()
        .by("lstm")
        .joinAsOf(
            Stream.of(three, one, two),
            Prediction::symbol,
            Prediction::timestamp,
            AsOfRule.before(Duration.ofMinutes(10)))) {
      s.forEach(System.out::println);
    }
  }
}
