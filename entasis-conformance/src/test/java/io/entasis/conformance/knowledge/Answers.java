package io.entasis.conformance.knowledge;

import io.entasis.KnownAt;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarThreshold;
import io.entasis.calendar.TradingCalendars;
import io.entasis.market.TimeRange;
import io.entasis.option.OptionChain;
import io.entasis.prediction.EvaluatedPrediction;
import io.entasis.prediction.Prediction;
import io.entasis.query.AsOfRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The answers to a question of every kind, by the name of the question. */
final class Answers {

  private static final Instant MIDDLE = World.BEGIN.plus(Duration.ofDays(2));
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TimeRange WEEK =
      TimeRange.startingAt(World.BEGIN.minus(Duration.ofDays(1)), Duration.ofDays(7));

  private final Map<String, Object> answers = new LinkedHashMap<>();

  private Answers() {}

  static Map<String, Object> of(KnownAt known) {
    Answers all = new Answers();
    all.ticks(known);
    all.bars(known);
    all.chains(known);
    all.predictions(known);
    all.portfolios(known);
    return all.answers;
  }

  private void ticks(KnownAt known) {
    answers.put("ticks", known.ticks().all().list());
    answers.put("number of ticks", known.ticks().all().count());
    answers.put("latest ticks", known.ticks().all().latestPerSymbol());
    answers.put("latest of some", known.ticks().of(World.SYMBOLS).latestPerSymbol());
    answers.put("latest tick", known.ticks().of("BTC-USDT").findLatest());
    answers.put("recent tick", known.ticks().of("BTC-USDT").maxAge(HOUR).findLatest());
    answers.put("tick as of", known.ticks().of("BTC-USDT").findAsOf(MIDDLE));
    answers.put("last tick first", known.ticks().all().descending().limit(1).list());
    answers.put("span", known.ticks().all().findSpan());
    answers.put("symbols", known.ticks().all().symbols());
    answers.put("columns", known.ticks().all().columns().size());
  }

  private void bars(KnownAt known) {
    answers.put("bars", known.bars().of(World.SYMBOLS, BarSize.ofHours(6)).list());
    answers.put(
        "partial bars",
        known.bars().of(World.SYMBOLS, BarSize.ofDays(31)).withProvisional().list());
    BarQuery days = known.bars().of(World.SYMBOLS, BarSize.ofDays(1));
    answers.put("sessions", days.session(TradingCalendars.XCME).list());
    answers.put(
        "open session", days.session(TradingCalendars.XCME).withProvisional().list());
    answers.put("filled bars", days.during(WEEK).fillPreviousClose(3).list());
    answers.put(
        "filled to the end", days.since(MIDDLE).fillPreviousClose(HOUR).slots().list());
    answers.put("slots", days.during(WEEK).withProvisional().slots().list());
    answers.put(
        "ticks in bars", known.bars().of("BTC-USDT", BarThreshold.ofTicks(7)).list());
    answers.put(
        "volume in bars",
        known
            .bars()
            .of(World.SYMBOLS, BarThreshold.ofVolume(BigDecimal.ONE))
            .withProvisional()
            .list());
    answers.put("vwap", known.ticks().all().vwapPerSymbol());
    answers.put("twap", known.ticks().all().twapPerSymbol());
    answers.put("months", known.bars().of(World.SYMBOLS, BarSize.ofMonth()).count());
  }

  private void chains(KnownAt known) {
    answers.put("chain", known.chains().on("BTC-USDT").find().map(OptionChain::quotes));
    answers.put(
        "chain as of", known.chains().on("BTC-USDT").asOf(MIDDLE).find().map(OptionChain::quotes));
    answers.put("contracts", known.chains().on("ETH-USDT").contracts());
    answers.put("underlyings", known.chains().underlyings());
    known.chains().on("BTC-USDT").contracts().stream().findFirst().ifPresent(contract -> {
      answers.put("quotes", known.chains().quotes(contract).list());
      answers.put("latest quote", known.chains().quotes(contract).findLatest());
    });
  }

  private void predictions(KnownAt known) {
    answers.put("predictions", known.predictions().all().list());
    answers.put("latest predictions", known.predictions().all().latestPerModelAndSymbol());
    answers.put("latest per symbol", known.predictions().all().latestPerSymbol());
    answers.put("models", known.predictions().all().models());
    try (Stream<EvaluatedPrediction> evaluated = known.predictions().all().evaluated(HOUR)) {
      answers.put("evaluated", evaluated.toList());
    }
    List<Prediction> made = known.predictions().all().list();
    try (Stream<?> joined = known
        .ticks()
        .all()
        .joinAsOf(
            made.stream(), Prediction::symbol, Prediction::timestamp, AsOfRule.before(HOUR))) {
      answers.put("joined", joined.toList());
    }
  }

  private void portfolios(KnownAt known) {
    World.USERS.forEach(user -> {
      answers.put("snapshots of " + user, known.portfolios().of(user).list());
      answers.put("snapshot of " + user, known.portfolios().of(user).findLatest());
      answers.put("number of " + user, known.portfolios().of(user).count());
      answers.put(
          "one day of " + user,
          known
              .portfolios()
              .of(user)
              .during(TimeRange.startingAt(World.BEGIN, Duration.ofDays(1)))
              .limit(1)
              .list());
    });
  }
}
