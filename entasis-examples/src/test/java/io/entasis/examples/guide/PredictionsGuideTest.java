package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestReport;
import io.entasis.market.TimeRange;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionScore;
import io.entasis.prediction.ValueMeaning;
import io.entasis.testkit.EntasisTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class PredictionsGuideTest {

  private static final TimeRange DAY = TimeRange.day(LocalDate.of(2024, 3, 6));

  private final Entasis entasis;

  PredictionsGuideTest(Entasis entasis) {
    this.entasis = entasis;
  }

  @BeforeEach
  void load() {
    entasis
        .ticks()
        .saveAll(MarketSimulator.seeded(42).crypto().only("BTC-USDT").paced(0.1).during(DAY));
    entasis.predictions().recordAll(predictions());
  }

  @Test
  void records() {
    Instant now = DAY.to();
    // begin record
    Prediction prediction = Prediction.of(
            "lstm-7", "BTC-USDT", "return", new BigDecimal("0.004"), now)
        .confidence(new BigDecimal("0.62"))
        .targetAt(now.plus(Duration.ofHours(1))); // or leave the horizon to the evaluation

    entasis.predictions().record(prediction);
    IngestReport report = entasis.predictions().recordAll(predictions());
    // end record
    assertThat(report.accepted()).isEqualTo(96);
    assertThat(entasis.predictions().all().findLatest()).contains(prediction);
  }

  @Test
  void asks() {
    // begin ask
    List<Prediction> sure = entasis
        .predictions()
        .by("lstm-7", "tree")
        .about("BTC-USDT")
        .ofType("return")
        .during(DAY)
        .confidenceAtLeast(new BigDecimal("0.6"))
        .list();

    List<Prediction> latest = entasis.predictions().all().latestPerModelAndSymbol();
    Map<String, Prediction> newest = entasis.predictions().by("tree").latestPerSymbol();
    Optional<Prediction> prevailing =
        entasis.predictions().about("BTC-USDT").findAsOf(DAY.from().plus(Duration.ofHours(9)));
    List<String> models = entasis.predictions().all().models();
    // end ask
    assertThat(sure).isNotEmpty();
    assertThat(latest).hasSize(2);
    assertThat(newest).containsOnlyKeys("BTC-USDT");
    assertThat(prevailing).isPresent();
    assertThat(models).containsExactly("lstm-7", "tree");
  }

  @Test
  void evaluates() {
    // begin evaluate
    PredictionScore score = entasis
        .predictions()
        .by("lstm-7")
        .ofType("return", ValueMeaning.RETURN)
        .during(DAY)
        .maxPriceAge(Duration.ofMinutes(5))
        .evaluate(Duration.ofHours(1));

    System.out.println(score);
    OptionalDouble hitRate = score.directions().hitRate();
    OptionalDouble brier = score.calibration().brierScore();
    // end evaluate
    assertThat(score.matured()).isGreaterThan(40);
    assertThat(hitRate).isPresent();
    assertThat(brier).isPresent();
  }

  @Test
  void givesThePairs() {
    // begin pairs
    try (Stream<EvaluatedPrediction> pairs =
        entasis.predictions().by("lstm-7").during(DAY).evaluated(Duration.ofHours(1))) {
      pairs
          .filter(pair -> pair.maturity() == Maturity.MATURED)
          .limit(10)
          .forEach(pair -> System.out.printf(
              "%s said %s, came %.5f%n",
              pair.prediction().timestamp(),
              pair.prediction().value(),
              pair.realisedReturn().orElseThrow()));
    }
    // end pairs
    assertThat(entasis.predictions().by("lstm-7").count()).isEqualTo(48);
  }

  /** One of each model every half an hour. */
  private static Stream<Prediction> predictions() {
    return IntStream.range(0, 96)
        .mapToObj(i -> Prediction.of(
                i % 2 == 0 ? "lstm-7" : "tree",
                "BTC-USDT",
                "return",
                BigDecimal.valueOf(i % 7 - 3, 3),
                DAY.from().plus(Duration.ofMinutes(15L * i)))
            .confidence(BigDecimal.valueOf(50 + i % 40, 2)));
  }
}
