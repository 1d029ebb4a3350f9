package io.entasis.conformance.cache;

import io.entasis.Entasis;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.calendar.TradingCalendars;
import io.entasis.error.NotFoundException;
import io.entasis.market.TimeRange;
import io.entasis.option.ChainQuery;
import io.entasis.option.OptionChain;
import io.entasis.prediction.PredictionQuery;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** A question of every kind and form; the same seed asks the same. */
final class Questions {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<String, Object> answers = new LinkedHashMap<>();
  private final String symbol;
  private final TimeRange range;
  private final Instant instant;

  Questions(long seed, Instant now) {
    Random random = new Random(seed);
    this.symbol = RandomWorld.SYMBOLS.get(random.nextInt(RandomWorld.SYMBOLS.size()));
    Instant from = RandomWorld.BEGIN.plusSeconds(3_600L * random.nextInt(24));
    this.range = TimeRange.startingAt(from, Duration.ofMinutes(30L * random.nextInt(60)));
    this.instant = random.nextBoolean() ? now : from.plusSeconds(random.nextInt(86_400));
  }

  /** The answers by the names of the questions. */
  Map<String, Object> of(Entasis entasis) {
    answers.clear();
    ticks(entasis, entasis.ticks().of(symbol));
    bars(entasis.bars().of(symbol, BarSize.ofHours(1)));
    bars(entasis.bars().of(RandomWorld.SYMBOLS, BarSize.ofMinutes(30)).on("X"));
    chains(entasis.chains().on(symbol));
    predictions(entasis, entasis.predictions().about(symbol));
    portfolios(entasis);
    return Map.copyOf(answers);
  }

  private void ticks(Entasis entasis, TickQuery query) {
    put("latest", query.findLatest());
    put("latest answered", query.answerLatest().value());
    put("latest of one in a list", entasis.ticks().of(List.of(symbol)).findLatest());
    put("latest on X", query.on("X").findLatest());
    put("latest within the hour", query.maxAge(HOUR).findLatest());
    put("latest in range", query.during(range).findLatest());
    put("as of", query.findAsOf(instant));
    put("list", query.list());
    put("last", query.descending().limit(1).list());
    put("first", query.findFirst());
    put("count", query.since(range.from()).count());
    put("columns", query.columns().size());
    put("per symbol", entasis.ticks().of(RandomWorld.SYMBOLS).latestPerSymbol());
    put("latest of all", entasis.ticks().all().findLatest());
    put("span", query.findSpan());
    put("exchanges", query.exchanges());
    List<Instant> asked = List.of(range.from(), instant);
    try (Stream<AsOfMatch<Instant, Tick>> joined =
        query.joinAsOf(asked.stream(), any -> symbol, Function.identity(), AsOfRule.before(HOUR))) {
      put("joined", joined.toList());
    }
  }

  private void bars(BarQuery query) {
    put("bars", query.list());
    put("bars in range", query.during(range).list());
    put("bars in range answered", query.during(range).answer().value());
    put("bars before", query.before(instant).list());
    put("bars as of", query.asOf(instant).descending().limit(3).list());
    put(
        "bars in New York",
        query.in(ZoneId.of("America/New_York")).during(range).list());
    put(
        "bars of sessions",
        query.session(TradingCalendars.XNYS.extended()).during(range).list());
    put("filled bars", query.fillPreviousClose(3).during(range).list());
    put("filled bars by age", query.fillPreviousClose(HOUR).before(instant).list());
    put("number of bars", query.during(range).count());
    put("first bar", query.during(range).findFirst());
    try (var bars = query.during(range).stream()) {
      put("bars one by one", bars.toList());
    }
  }

  private void chains(ChainQuery query) {
    put("chain", query.find().map(Questions::told));
    put("chain answered", query.answer().value().map(Questions::told));
    put("chain got", got(query));
    put("chain as of", query.asOf(instant).find().map(Questions::told));
    put("calls as of", query.asOf(instant).calls().find().map(Questions::told));
    put("recent", query.maxAge(HOUR).puts().find().map(Questions::told));
    put("near", query.expiringWithin(Period.ofDays(7)).find().map(Questions::told));
    put(
        "strikes",
        query.strikes(new BigDecimal("95"), new BigDecimal("105")).find().map(Questions::told));
    put("around", query.strikesAround(new BigDecimal("100"), 1).find().map(Questions::told));
    put("iv", query.iv(BigDecimal.ZERO, new BigDecimal("0.5")).find().map(Questions::told));
    put("contracts", query.contracts());
    put("expiries", query.expiries());
  }

  private void predictions(Entasis entasis, PredictionQuery query) {
    put("prediction", query.findLatest());
    put("prediction answered", query.answerLatest().value());
    for (String model : RandomWorld.MODELS) {
      put("prediction of " + model, query.by(model).findLatest());
      put(
          "prediction by " + model,
          entasis.predictions().by(model).about(symbol).findLatest());
      put("any of " + model, entasis.predictions().by(model).findLatest());
    }
    put("prediction in range", query.during(range).findLatest());
    put("prediction of a type", query.ofType("return").findLatest());
    put("prediction as of", query.findAsOf(instant));
    put("predictions", query.list());
    put("per model", entasis.predictions().all().latestPerModelAndSymbol());
    put("predictions per symbol", entasis.predictions().all().latestPerSymbol());
  }

  private void portfolios(Entasis entasis) {
    RandomWorld.USERS.forEach(user -> {
      put("snapshot of " + user, entasis.portfolios().of(user).findLatest());
      put("answered of " + user, entasis.portfolios().of(user).answerLatest().value());
      put("snapshot as of " + user, entasis.portfolios().of(user).findAsOf(instant));
      put("recent of " + user, entasis.portfolios().of(user).maxAge(HOUR).findLatest());
      put("snapshots of " + user, entasis.portfolios().of(user).list());
    });
  }

  private void put(String question, Object answer) {
    answers.put(question + (answers.containsKey(question) ? " again" : ""), answer);
  }

  private static Object got(ChainQuery query) {
    try {
      return told(query.get());
    } catch (NotFoundException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<Object> told(OptionChain chain) {
    return List.of(chain.underlying(), chain.asOf(), chain.quotes());
  }
}
