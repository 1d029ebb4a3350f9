package io.entasis.conformance.knowledge;

import io.entasis.Entasis;
import io.entasis.Transaction;
import io.entasis.ingest.IngestOptions;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.prediction.Prediction;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Random rows of every kind, some of which happened long ago and some of which are still to happen. */
final class World {

  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT");
  static final List<UUID> USERS = List.of(new UUID(0, 1), new UUID(0, 2));
  static final Instant BEGIN = Instant.parse("2024-02-27T00:00:00Z");
  static final Instant EXPIRY = Instant.parse("2040-06-28T08:00:00Z");

  private static final Duration LENGTH = Duration.ofDays(5);
  private static final int ROWS = 20;

  private final Random random;

  World(Random random) {
    this.random = random;
  }

  /** Writes some of everything. */
  void write(Transaction into) {
    into.ticks().saveAll(IntStream.range(0, ROWS).mapToObj(i -> tick()).toList());
    into.chains().saveAll(IntStream.range(0, ROWS).mapToObj(i -> quote()).toList());
    into.predictions()
        .recordAll(IntStream.range(0, ROWS).mapToObj(i -> prediction()).toList());
    IntStream.range(0, 3).forEach(i -> into.portfolios().replace(snapshot()));
  }

  /** Loads some of everything as history, each of it known a while after it happened. */
  void load(Entasis into) {
    IngestOptions history =
        IngestOptions.defaults().knownAfter(Duration.ofMinutes(random.nextInt(600)));
    into.ticks().saveAll(IntStream.range(0, ROWS).mapToObj(i -> tick()).toList(), history);
    into.chains().saveAll(IntStream.range(0, ROWS).mapToObj(i -> quote()).toList(), history);
    into.predictions()
        .recordAll(IntStream.range(0, ROWS).mapToObj(i -> prediction()).toList(), history);
    for (UUID user : USERS) {
      PortfolioSnapshot of = snapshot(user, moment());
      into.portfolios().save(of, of.timestamp().plusSeconds(random.nextInt(20_000)));
    }
  }

  /** An instant of the past at which something may have been known. */
  Instant moment() {
    return BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
  }

  /** An instant of the past, or now and then one that is still to come. */
  Instant instant() {
    return random.nextInt(8) == 0
        ? Instant.now().plusSeconds(3_600 + random.nextInt(3_600))
        : moment();
  }

  private Tick tick() {
    return new Tick(one(SYMBOLS), "BINANCE", instant(), number(), number());
  }

  private OptionQuote quote() {
    OptionContract contract = new OptionContract(
        one(SYMBOLS),
        EXPIRY,
        BigDecimal.valueOf(1 + random.nextInt(3)),
        random.nextBoolean() ? PutCall.CALL : PutCall.PUT);
    return OptionQuote.of(contract, instant()).iv(number());
  }

  private Prediction prediction() {
    return Prediction.of(
        random.nextBoolean() ? "lstm" : "tree", one(SYMBOLS), "return", number(), instant());
  }

  private PortfolioSnapshot snapshot() {
    Instant day = BEGIN.plus(Duration.ofDays(random.nextInt(3)));
    return snapshot(one(USERS), day);
  }

  private PortfolioSnapshot snapshot(UUID user, Instant at) {
    return new PortfolioSnapshot(
        user, at, List.of(Position.of("CASH", number()), Position.of("SPOT", number())));
  }

  private BigDecimal number() {
    return BigDecimal.valueOf(1 + random.nextInt(1_000), 3);
  }

  private <T> T one(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
