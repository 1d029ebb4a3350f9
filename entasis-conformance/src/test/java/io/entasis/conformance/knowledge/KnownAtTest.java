package io.entasis.conformance.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarState;
import io.entasis.ingest.IngestOptions;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Maturity;
import io.entasis.prediction.Prediction;
import io.entasis.prediction.ValueMeaning;
import io.entasis.query.Answer;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Questions about what was known, over history that was loaded with the time at which it was knowable. */
@EntasisTest
class KnownAtTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final IngestOptions HISTORY = IngestOptions.defaults().knownAfter(LAG);

  private final Entasis entasis;

  KnownAtTest(Entasis entasis) {
    this.entasis = entasis;
  }

  @Test
  void historyIsKnownAsLongAfterAsItsLoaderSays() {
    Tick tick = tick(NOON, "100");
    entasis.ticks().saveAll(List.of(tick), HISTORY);

    assertThat(entasis.knownAt(NOON.plus(LAG)).ticks().all().list()).containsExactly(tick);
    assertThat(entasis.knownAt(NOON.plus(LAG).minusNanos(1_000)).ticks().all().list())
        .isEmpty();
    assertThat(entasis.knownAt(NOON.plus(LAG)).instant()).isEqualTo(NOON.plus(LAG));
  }

  @Test
  void everyKindCanBeLoadedSo() {
    UUID user = new UUID(0, 1);
    OptionQuote quote = OptionQuote.of(
        new OptionContract("BTC-USDT", NOON.plusSeconds(99_999), BigDecimal.TEN, PutCall.CALL),
        NOON);
    Prediction prediction = Prediction.of("lstm-7", "IBM", "return", BigDecimal.ONE, NOON);
    PortfolioSnapshot book =
        new PortfolioSnapshot(user, NOON, List.of(Position.of("CASH", BigDecimal.ONE)));
    entasis.chains().saveAll(List.of(quote), HISTORY);
    entasis.predictions().recordAll(List.of(prediction), HISTORY);
    entasis.portfolios().save(book, NOON.plus(LAG));

    KnownAt before = entasis.knownAt(NOON.plusSeconds(1));
    assertThat(before.chains().on("BTC-USDT").find()).isEmpty();
    assertThat(before.chains().underlyings()).isEmpty();
    assertThat(before.predictions().all().list()).isEmpty();
    assertThat(before.portfolios().of(user).list()).isEmpty();
    KnownAt after = entasis.knownAt(NOON.plus(LAG));
    assertThat(after.chains().on("BTC-USDT").get().quotes().get(0).age()).isEqualTo(LAG);
    assertThat(after.chains().underlyings()).containsExactly("BTC-USDT");
    assertThat(after.predictions().all().list()).containsExactly(prediction);
    assertThat(after.portfolios().of(user).list()).containsExactly(book);
  }

  @Test
  void aBarThatIsOpenIsAbsentOrMarked() {
    Instant known = NOON.plusSeconds(90);
    entasis
        .ticks()
        .saveAll(
            List.of(
                tick(NOON, "100"),
                tick(NOON.plusSeconds(59), "101"),
                tick(NOON.plusSeconds(60), "102"),
                tick(NOON.plusSeconds(80), "103"),
                tick(NOON.plusSeconds(91), "104")),
            HISTORY.knownAfter(Duration.ZERO));
    BarSize minute = BarSize.ofMinutes(1);

    assertThat(entasis.knownAt(known).bars().of("IBM", minute).list())
        .extracting(Bar::close, Bar::state)
        .containsExactly(tuple(new BigDecimal("101"), BarState.FINAL));
    assertThat(entasis.knownAt(known).bars().of("IBM", minute).withProvisional().list())
        .extracting(Bar::close, Bar::state)
        .containsExactly(
            tuple(new BigDecimal("101"), BarState.FINAL),
            tuple(new BigDecimal("103"), BarState.PROVISIONAL));
    assertThat(entasis.knownAt(NOON.plusSeconds(120)).bars().of("IBM", minute).count())
        .isEqualTo(2);
  }

  @Test
  void aDayOfAZoneIsOpenUntilItsMidnight() {
    ZoneId zone = ZoneId.of("America/New_York");
    entasis
        .ticks()
        .saveAll(
            List.of(tick(NOON, "100"), tick(NOON.plus(Duration.ofDays(1)), "101")),
            HISTORY.knownAfter(Duration.ZERO));
    Instant midnight = Instant.parse("2024-03-06T05:00:00Z");

    assertThat(bars(midnight.minusNanos(1_000), zone)).isZero();
    assertThat(bars(midnight, zone)).isEqualTo(1);
    assertThat(bars(Instant.parse("2024-03-07T05:00:00Z"), zone)).isEqualTo(2);
  }

  @Test
  void aTargetAfterTheInstantIsPending() {
    entasis
        .predictions()
        .recordAll(
            List.of(Prediction.of("lstm-7", "IBM", "return", BigDecimal.ONE, NOON)), HISTORY);
    entasis
        .ticks()
        .saveAll(List.of(tick(NOON, "100"), tick(NOON.plusSeconds(3_600), "101")), HISTORY);

    assertThat(maturity(NOON.plusSeconds(3_599))).isEqualTo(Maturity.PENDING);
    assertThat(maturity(NOON.plusSeconds(3_602))).isEqualTo(Maturity.MATURED);
    assertThat(entasis
            .knownAt(NOON.plusSeconds(3_599))
            .predictions()
            .by("lstm-7")
            .ofType("return", ValueMeaning.RETURN)
            .evaluate(Duration.ofHours(1))
            .pending())
        .isEqualTo(1);
  }

  /** The price at the target was made in time, but came a second late. */
  @Test
  void aPriceThatWasNotKnownYetDoesNotCount() {
    entasis
        .predictions()
        .recordAll(
            List.of(Prediction.of("lstm-7", "IBM", "return", BigDecimal.ONE, NOON)), HISTORY);
    entasis
        .ticks()
        .saveAll(List.of(tick(NOON, "100"), tick(NOON.plusSeconds(3_600), "101")), HISTORY);

    try (Stream<EvaluatedPrediction> evaluated = entasis
        .knownAt(NOON.plusSeconds(3_601))
        .predictions()
        .all()
        .evaluated(Duration.ofHours(1))) {
      assertThat(evaluated.findFirst().orElseThrow().target().orElseThrow().price())
          .isEqualTo(new BigDecimal("100"));
    }
  }

  @Test
  void agesAreCountedFromTheInstant(TestDatabase database) {
    entasis.ticks().saveAll(List.of(tick(NOON, "100")), HISTORY);
    try (Entasis later = database
        .entasis()
        .clock(Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC))
        .open()) {
      KnownAt known = later.knownAt(NOON.plusSeconds(60));

      assertThat(known.ticks().of("IBM").maxAge(Duration.ofSeconds(60)).findLatest())
          .isPresent();
      assertThat(known.ticks().of("IBM").maxAge(Duration.ofSeconds(59)).findLatest())
          .isEmpty();
    }
  }

  @Test
  void anAnswerTellsWhenItWasReadByTheClockOfTheApp(TestDatabase database) {
    Instant present = NOON.plus(Duration.ofDays(9));
    try (Entasis later =
        database.entasis().clock(Clock.fixed(present, ZoneOffset.UTC)).open()) {
      KnownAt known = later.knownAt(NOON);

      assertThat(Stream.of(
              known.ticks().of("IBM").answerLatest(),
              known.bars().of("IBM", BarSize.ofMinutes(1)).answer(),
              known.chains().on("BTC-USDT").answer(),
              known.predictions().by("lstm-7").answerLatest(),
              known.portfolios().of(new UUID(0, 1)).answerLatest()))
          .extracting(Answer::readAt)
          .containsOnly(present);
    }
  }

  @Test
  void barsOfThePresentSayWhetherTheyAreOpen(TestDatabase database) {
    entasis.ticks().saveAll(List.of(tick(NOON, "100"), tick(NOON.plusSeconds(60), "101")));
    try (Entasis present = database
        .entasis()
        .clock(Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC))
        .open()) {
      assertThat(present.bars().of("IBM", BarSize.ofMinutes(1)).list())
          .extracting(Bar::state)
          .containsExactly(BarState.FINAL, BarState.PROVISIONAL);
    }
  }

  private long bars(Instant instant, ZoneId zone) {
    return entasis.knownAt(instant).bars().of("IBM", BarSize.ofDays(1)).in(zone).count();
  }

  private Maturity maturity(Instant instant) {
    try (Stream<EvaluatedPrediction> evaluated =
        entasis.knownAt(instant).predictions().all().evaluated(Duration.ofHours(1))) {
      return evaluated.findFirst().orElseThrow().maturity();
    }
  }

  private static Tick tick(Instant at, String price) {
    return new Tick("IBM", "NYSE", at, new BigDecimal(price), BigDecimal.ONE);
  }
}
