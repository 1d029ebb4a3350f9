package io.entasis.conformance.prediction;

import static io.entasis.conformance.prediction.Signals.NOON;
import static io.entasis.conformance.prediction.Signals.signal;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import io.entasis.market.TimeRange;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.PredictionQuery;
import io.entasis.prediction.ValueMeaning;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording predictions and asking for them. */
@EntasisTest
class PredictionQueryTest {

  private static final BigDecimal HALF = new BigDecimal("0.5");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyQuestionAgreesWithTheModel(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Prediction> arrived = Signals.random(random, 300);
    assertThat(entasis.predictions().recordAll(arrived).accepted()).isEqualTo(300);
    PredictionQuery all = entasis.predictions().all();
    for (int i = 0; i < 10; i++) {
      String model = Signals.one(random, Signals.MODELS);
      String symbol = Signals.one(random, Signals.SYMBOLS);
      String type = Signals.one(random, Signals.TYPES);
      Instant at = Signals.instant(random);
      TimeRange range = TimeRange.startingAt(at, Duration.ofHours(random.nextInt(60)));

      assertThat(entasis.predictions().by(model).list())
          .isEqualTo(only(arrived, each -> each.modelId().equals(model)));
      assertThat(entasis.predictions().about(symbol).during(range).list())
          .isEqualTo(only(
              arrived, each -> each.symbol().equals(symbol) && range.contains(each.timestamp())));
      assertThat(all.ofType(type).before(at).list())
          .isEqualTo(
              only(arrived, each -> each.type().equals(type) && each.timestamp().isBefore(at)));
      assertThat(all.by(model).about(symbol).ofType(type, ValueMeaning.RETURN).count())
          .isEqualTo(only(
                  arrived,
                  each -> each.modelId().equals(model)
                      && each.symbol().equals(symbol)
                      && each.type().equals(type))
              .size());
      assertThat(all.confidenceAtLeast(HALF).list())
          .isEqualTo(only(arrived, each -> sure(each, HALF) >= 0));
      assertThat(all.confidenceAtMost(HALF)
              .confidenceAtLeast(new BigDecimal("0.2"))
              .list())
          .isEqualTo(only(
              arrived,
              each -> each.confidence().isPresent()
                  && sure(each, HALF) <= 0
                  && sure(each, new BigDecimal("0.2")) >= 0));
      assertThat(entasis.predictions().by(model).symbols())
          .isEqualTo(only(arrived, each -> each.modelId().equals(model)).stream()
              .map(Prediction::symbol)
              .distinct()
              .sorted()
              .toList());
      assertThat(all.by(model).about(symbol).findAsOf(at))
          .isEqualTo(last(only(
              arrived,
              each -> each.modelId().equals(model)
                  && each.symbol().equals(symbol)
                  && !each.timestamp().isAfter(at))));
      assertThat(all.asOf(at).latestPerSymbol())
          .isEqualTo(bySymbol(only(arrived, each -> !each.timestamp().isAfter(at))));
      assertThat(all.ofType(type).latestPerModelAndSymbol())
          .isEqualTo(byPair(only(arrived, each -> each.type().equals(type))));
    }
    assertThat(all.models()).containsExactly("arima", "lstm-7", "tree");
    assertThat(all.symbols()).containsExactly("BTC-USDT", "ETH-USDT", "IBM");
    assertThat(all.types()).containsExactly("price", "return");
    assertThat(all.descending().limit(3).list()).hasSize(3);
    assertThat(all.findLatest()).isEqualTo(last(only(arrived, each -> true)));
  }

  @Test
  void oneIsRecordedWithAllItSays(Entasis entasis) {
    Prediction plain = signal("lstm-7", "IBM", NOON);
    Prediction full = plain.confidence(new BigDecimal("0.1234")).targetAt(NOON.plusSeconds(60));
    entasis.predictions().record(plain);
    entasis.predictions().record(full);

    assertThat(entasis.predictions().all().list()).containsExactly(plain, full);
  }

  @Test
  void whatIsTooOldIsNotTheLatest(TestDatabase database) {
    try (Entasis entasis =
        database.entasis().clock(Clock.fixed(NOON, ZoneOffset.UTC)).open()) {
      Prediction old = signal("lstm-7", "IBM", NOON.minusSeconds(60));
      entasis.predictions().record(old);
      PredictionQuery question = entasis.predictions().about("IBM");

      assertThat(question.maxAge(Duration.ofSeconds(60)).findLatest()).contains(old);
      assertThat(question.maxAge(Duration.ofSeconds(59)).findLatest()).isEmpty();
      assertThat(question.maxAge(Duration.ofSeconds(59)).latestPerModelAndSymbol())
          .isEmpty();
      assertThat(question.maxAge(Duration.ofSeconds(59)).latestPerSymbol()).isEmpty();
    }
  }

  @Test
  void eachFaultIsReportedWithItsColumnAndReason(Entasis entasis) {
    Prediction good = signal("lstm-7", "IBM", NOON);
    IngestReport report = entasis
        .predictions()
        .recordAll(List.of(
            good,
            signal("", "IBM", NOON),
            signal("m".repeat(51), "IBM", NOON),
            signal("m", "S".repeat(21), NOON),
            Prediction.of("m", "IBM", " ", BigDecimal.ONE, NOON),
            Prediction.of("m", "IBM", "return", new BigDecimal("1E-9"), NOON),
            good.confidence(new BigDecimal("1.0001")),
            good.confidence(new BigDecimal("-0.1")),
            good.confidence(new BigDecimal("0.12345")),
            good.targetAt(NOON.minusNanos(1_000)),
            good.targetAt(NOON)));

    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.rejections())
        .containsExactly(
            new Rejection(2, RejectReason.NAME_BLANK, "model_id"),
            new Rejection(3, RejectReason.NAME_TOO_LONG, "model_id"),
            new Rejection(4, RejectReason.NAME_TOO_LONG, "symbol"),
            new Rejection(5, RejectReason.NAME_BLANK, "prediction_type"),
            new Rejection(6, RejectReason.TOO_MANY_DECIMALS, "predicted_value"),
            new Rejection(7, RejectReason.NOT_A_SHARE, "confidence"),
            new Rejection(8, RejectReason.NOT_A_SHARE, "confidence"),
            new Rejection(9, RejectReason.TOO_MANY_DECIMALS, "confidence"),
            new Rejection(10, RejectReason.BEFORE_TIMESTAMP, "target_at"));
  }

  @Test
  void aTransactionSeesItsOwnAndLeavesNothingWhenItFails(Entasis entasis) {
    assertThatThrownBy(() -> entasis.useTransaction(tx -> {
          tx.predictions().record(signal("lstm-7", "IBM", NOON));
          tx.predictions().recordAll(List.of(signal("tree", "IBM", NOON)));
          assertThat(tx.predictions().all().models()).containsExactly("lstm-7", "tree");
          throw new IllegalStateException("not today");
        }))
        .hasMessage("not today");

    assertThat(entasis.predictions().all().count()).isZero();
  }

  @Test
  void whatIsAskedTwiceFailsAtThatLine(Entasis entasis) {
    PredictionQuery all = entasis.predictions().all();

    assertRefused("models are given twice", () -> all.by("a").by("b"));
    assertRefused("symbols are given twice", () -> all.about("a").about("b"));
    assertRefused("types are given twice", () -> all.ofType("a").ofType("b", ValueMeaning.PRICE));
    assertRefused("confidence", () -> all.confidenceAtLeast(HALF).confidenceAtLeast(HALF));
    assertRefused("age", () -> all.maxPriceAge(Duration.ZERO).maxPriceAge(Duration.ZERO));
  }

  private static void assertRefused(String what, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessageContaining(what);
  }

  private static int sure(Prediction prediction, BigDecimal bound) {
    return prediction.confidence().map(each -> each.compareTo(bound)).orElse(-1);
  }

  /** In total order: by time, and within an instant by arrival. */
  private static List<Prediction> only(List<Prediction> arrived, Predicate<Prediction> condition) {
    return arrived.stream()
        .filter(condition)
        .sorted(comparing(Prediction::timestamp))
        .toList();
  }

  private static Optional<Prediction> last(List<Prediction> ordered) {
    return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.get(ordered.size() - 1));
  }

  private static Map<String, Prediction> bySymbol(List<Prediction> ordered) {
    Map<String, Prediction> last = new TreeMap<>();
    ordered.forEach(each -> last.put(each.symbol(), each));
    return last;
  }

  private static List<Prediction> byPair(List<Prediction> ordered) {
    Map<String, Prediction> last = new TreeMap<>();
    ordered.forEach(each -> last.put(each.modelId() + "\u0000" + each.symbol(), each));
    return List.copyOf(last.values());
  }
}
