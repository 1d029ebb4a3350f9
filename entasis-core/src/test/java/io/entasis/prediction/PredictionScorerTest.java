package io.entasis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How predictions are scored. */
class PredictionScorerTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final double TINY = 1e-12;

  @Test
  void errorsOfPricesAreInPrices() {
    PredictionScore score =
        score(ValueMeaning.PRICE, matured("103", "100", "101"), matured("99", "100", "102"));

    assertThat(score.errors().count()).isEqualTo(2);
    assertThat(score.errors().meanAbsoluteError()).hasValue(2.5);
    assertThat(score.errors().rootMeanSquareError())
        .hasValueCloseTo(StrictMath.sqrt((4 + 9) / 2.0), within(TINY));
    assertThat(score.errors().bias()).hasValue(-0.5);
  }

  @Test
  void errorsOfReturnsAreInReturns() {
    PredictionScore score =
        score(ValueMeaning.RETURN, matured("0.02", "100", "101"), matured("-0.01", "200", "206"));

    assertThat(score.errors().meanAbsoluteError()).hasValueCloseTo(0.025, within(TINY));
    assertThat(score.errors().bias()).hasValueCloseTo(-0.015, within(TINY));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTION", "PROBABILITY"})
  void directionsAndProbabilitiesHaveNoError(ValueMeaning meaning) {
    PredictionScore score = score(meaning, matured("1", "100", "101"));

    assertThat(score.errors())
        .isEqualTo(new ErrorStatistics(
            0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
    assertThat(score.directions().hits()).isEqualTo(1);
  }

  @Test
  void theDirectionOfAPriceIsCountedFromThePriceAtTheMaking() {
    assertThat(score(
                ValueMeaning.PRICE,
                matured("101", "100", "105"),
                matured("99", "100", "105"),
                matured("100.00", "100", "105"),
                matured("99", "100", "100.0"))
            .directions())
        .isEqualTo(new DirectionStatistics(1, 1, 1, 1));
  }

  @Test
  void theDirectionOfAProbabilityIsCountedFromOneHalf() {
    assertThat(score(
                ValueMeaning.PROBABILITY,
                matured("0.6", "100", "105"),
                matured("0.4", "100", "105"),
                matured("0.5", "100", "105"),
                matured("1.2", "100", "105"),
                matured("-0.1", "100", "95"))
            .directions())
        .isEqualTo(new DirectionStatistics(1, 1, 0, 3));
  }

  @Test
  void zeroMovesAreNoMisses() {
    DirectionStatistics directions = score(
            ValueMeaning.RETURN,
            matured("0.01", "100", "101"),
            matured("0.01", "100", "100"),
            matured("-0.01", "100", "100"))
        .directions();

    assertThat(directions).isEqualTo(new DirectionStatistics(1, 0, 2, 0));
    assertThat(directions.hitRate()).hasValue(1);
    assertThat(new DirectionStatistics(0, 0, 2, 3).hitRate()).isEmpty();
  }

  @Test
  void whatIsPendingOrUnpriceableIsCountedAndNothingElse() {
    PredictionScore score = score(
        ValueMeaning.RETURN,
        matured("0.01", "100", "101"),
        evaluated(prediction("0.01"), Maturity.PENDING, "100", null),
        evaluated(prediction("0.01"), Maturity.UNPRICEABLE, null, "100"),
        matured("0.01", "0", "100"),
        matured("0.01", "-3", "100"));

    assertThat(score.matured()).isEqualTo(1);
    assertThat(score.pending()).isEqualTo(1);
    assertThat(score.unpriceable()).isEqualTo(3);
    assertThat(score.total()).isEqualTo(5);
    assertThat(score.errors().count()).isEqualTo(1);
  }

  @Test
  void aPriceMayBeNegativeWherePricesArePredicted() {
    PredictionScore score = score(ValueMeaning.PRICE, matured("-36", "-37", "-35"));

    assertThat(score.matured()).isEqualTo(1);
    assertThat(score.errors().bias()).hasValue(-1);
    assertThat(score.directions().hits()).isEqualTo(1);
  }

  @Test
  void confidenceIsComparedWithHits() {
    Calibration calibration = score(
            ValueMeaning.RETURN,
            confident("0.01", "0.72", "100", "101"),
            confident("0.01", "0.78", "100", "99"),
            confident("0.01", "1", "100", "101"),
            confident("0.01", "0.3", "100", "99"),
            confident("0.01", "0.9", "100", "100"),
            matured("0.01", "100", "101"))
        .calibration();

    assertThat(calibration.count()).isEqualTo(4);
    assertThat(calibration.brierScore())
        .hasValueCloseTo((0.28 * 0.28 + 0.78 * 0.78 + 0 + 0.09) / 4, within(TINY));
    CalibrationBin seven = calibration.bins().get(7);
    assertThat(seven.count()).isEqualTo(2);
    assertThat(seven.meanConfidence()).hasValueCloseTo(0.75, within(TINY));
    assertThat(seven.hitRate()).hasValue(0.5);
    assertThat(calibration.expectedError()).hasValueCloseTo((2 * 0.25 + 0 + 0.3) / 4, within(TINY));
  }

  @Test
  void aBoundBelongsToTheBinAboveAndOneToTheLast() {
    List<CalibrationBin> bins = score(
            ValueMeaning.RETURN,
            confident("0.01", "0.7", "100", "101"),
            confident("0.01", "0.6999", "100", "101"),
            confident("0.01", "0", "100", "101"),
            confident("0.01", "1", "100", "101"))
        .calibration()
        .bins();

    assertThat(bins).hasSize(10);
    assertThat(bins)
        .extracting(CalibrationBin::count)
        .containsExactly(1L, 0L, 0L, 0L, 0L, 0L, 1L, 1L, 0L, 1L);
    assertThat(bins.get(1).hitRate()).isEmpty();
  }

  @Test
  void aProbabilityIsItsOwnConfidence() {
    Calibration calibration = score(
            ValueMeaning.PROBABILITY, matured("0.8", "100", "101"), matured("0.3", "100", "101"))
        .calibration();

    assertThat(calibration.brierScore()).hasValueCloseTo((0.04 + 0.49) / 2, within(TINY));
  }

  @Test
  void ranksAreComparedWithMeanRanksForEqualValues() {
    assertThat(score(
                ValueMeaning.DIRECTION,
                matured("1", "100", "101"),
                matured("2", "100", "102"),
                matured("3", "100", "104"))
            .rankCorrelation())
        .hasValueCloseTo(1.0, within(TINY));
    assertThat(score(
                ValueMeaning.RETURN,
                matured("0.1", "100", "104"),
                matured("0.2", "100", "102"),
                matured("0.2", "100", "103"),
                matured("0.3", "100", "101"))
            .rankCorrelation())
        .hasValueCloseTo(-4.5 / StrictMath.sqrt(4.5 * 5), within(TINY));
  }

  @Test
  void pricesAreRankedByTheReturnTheyPromise() {
    assertThat(score(
                ValueMeaning.PRICE,
                matured("11", "10", "12"),
                matured("1001", "1000", "1001"),
                matured("101", "100", "102"))
            .rankCorrelation())
        .hasValueCloseTo(1.0, within(TINY));
  }

  @Test
  void tooFewOrEqualPairsHaveNoRankCorrelation() {
    assertThat(
            score(ValueMeaning.RETURN, matured("0.1", "100", "101"), matured("0.2", "100", "102"))
                .rankCorrelation())
        .isEmpty();
    assertThat(score(
                ValueMeaning.RETURN,
                matured("0.1", "100", "101"),
                matured("0.1", "100", "102"),
                matured("0.1", "100", "103"))
            .rankCorrelation())
        .isEmpty();
  }

  /** In doubles the first two of these returns differ, and so do those of the prices. */
  @Test
  void equalReturnsAreTiesWhateverTheirPrices() {
    EvaluatedPrediction[] constant = {
      matured("1.1", "1", "1.1"),
      matured("0.11", "0.1", "0.12"),
      matured("3.3", "3", "3.9"),
      matured("7.7", "7", "7.1")
    };

    assertThat(score(ValueMeaning.PRICE, constant).rankCorrelation()).isEmpty();
    assertThat(score(
                ValueMeaning.RETURN,
                matured("1", "1", "1.1"),
                matured("2", "0.1", "0.11"),
                matured("3", "3", "3.3"),
                matured("4", "7", "7.7"))
            .rankCorrelation())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.0001"})
  void aConfidenceIsFromZeroToOne(String confidence) {
    PredictionScorer scorer = new PredictionScorer(ValueMeaning.RETURN);

    assertThatThrownBy(() -> scorer.add(confident("0.01", confidence, "100", "101")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(confidence);
    assertThat(scorer.score().total()).isZero();
  }

  @Test
  void nothingIsScoredAsNothing() {
    PredictionScore score = score(ValueMeaning.PRICE);

    assertThat(score.meaning()).isEmpty();
    assertThat(score.total()).isZero();
    assertThat(score.calibration().brierScore()).isEmpty();
    assertThat(score.calibration().expectedError()).isEmpty();
    assertThat(score.toString()).contains("0 predictions").contains("hit rate none");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theOrderDoesNotMatter(long seed) {
    Random random = new Random(seed);
    List<EvaluatedPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      predictions.add(confident(
          BigDecimal.valueOf(random.nextInt(200) - 100, 4).toString(),
          BigDecimal.valueOf(random.nextInt(10_001), 4).toString(),
          "100",
          BigDecimal.valueOf(9_900 + random.nextInt(200), 2).toString()));
    }
    PredictionScore one = PredictionScore.of(predictions.stream(), ValueMeaning.RETURN);
    Collections.shuffle(predictions, random);
    PredictionScore other = PredictionScore.of(predictions.stream(), ValueMeaning.RETURN);

    assertThat(other.directions()).isEqualTo(one.directions());
    assertThat(other.errors().bias().orElseThrow())
        .isCloseTo(one.errors().bias().orElseThrow(), within(1e-17));
    assertThat(other.rankCorrelation().orElseThrow())
        .isCloseTo(one.rankCorrelation().orElseThrow(), within(TINY));
    assertThat(other.calibration().expectedError().orElseThrow())
        .isCloseTo(one.calibration().expectedError().orElseThrow(), within(TINY));
  }

  @Test
  void thereIsAtLeastOneBin() {
    assertThatThrownBy(() -> new PredictionScorer(ValueMeaning.PRICE, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("number of bins is 0");
  }

  private static PredictionScore score(ValueMeaning meaning, EvaluatedPrediction... predictions) {
    return PredictionScore.of(Stream.of(predictions), meaning);
  }

  private static EvaluatedPrediction matured(String value, String base, String target) {
    return evaluated(prediction(value), Maturity.MATURED, base, target);
  }

  private static EvaluatedPrediction confident(
      String value, String confidence, String base, String target) {
    return evaluated(
        prediction(value).confidence(new BigDecimal(confidence)), Maturity.MATURED, base, target);
  }

  private static Prediction prediction(String value) {
    return Prediction.of("lstm-7", "BTC-USDT", "signal", new BigDecimal(value), NOON);
  }

  private static EvaluatedPrediction evaluated(
      Prediction prediction, Maturity maturity, @Nullable String base, @Nullable String target) {
    return new EvaluatedPrediction(
        prediction, NOON.plusSeconds(3_600), maturity, priced(base), priced(target));
  }

  private static Optional<PricedAt> priced(@Nullable String price) {
    return Optional.ofNullable(price)
        .map(each -> new PricedAt(new BigDecimal(each), NOON, Duration.ZERO));
  }
}
