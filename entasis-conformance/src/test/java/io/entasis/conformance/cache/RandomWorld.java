package io.entasis.conformance.cache;

import io.entasis.Entasis;
import io.entasis.Repositories;
import io.entasis.market.PutCall;
import io.entasis.option.OptionContract;
import io.entasis.option.OptionQuote;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.prediction.Prediction;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Changes rows of every kind at random, by the library and beside it. */
final class RandomWorld {

  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "IBM");
  static final List<String> MODELS = List.of("lstm", "tree");
  static final List<UUID> USERS = List.of(new UUID(0, 1), new UUID(0, 2));
  static final Instant BEGIN = Instant.parse("2024-03-04T00:00:00Z");
  static final int SECONDS = 2 * 86_400;

  private static final List<String> STATEMENTS = List.of(
      "update market_data set price = price + 1 where symbol = 'IBM'",
      "delete from market_data where symbol = 'BTC-USDT' and id % 3 = 0",
      "update option_data set iv = iv + 0.01 where underlying = 'BTC-USDT'",
      "delete from option_data where underlying = 'ETH-USDT' and id % 2 = 0",
      "update predictions set predicted_value = predicted_value + 1 where symbol = 'IBM'",
      "delete from predictions where id % 3 = 0",
      "update portfolio_status set position_size = position_size + 1",
      "delete from portfolio_status where id % 2 = 0",
      "truncate predictions");

  private final Random random;
  private final Entasis entasis;
  private final TestDatabase database;

  RandomWorld(Random random, Entasis entasis, TestDatabase database) {
    this.random = random;
    this.entasis = entasis;
    this.database = database;
  }

  /** Changes something, and tells what. */
  String change() {
    switch (random.nextInt(8)) {
      case 0 -> {
        String statement = one(STATEMENTS);
        database.execute(statement);
        Caching.awaitPast(System.nanoTime(), Caching.STRICT.staleness());
        return statement;
      }
      case 1 -> {
        try {
          entasis.useTransaction(transaction -> {
            write(transaction);
            throw new IllegalStateException("rolled back on purpose");
          });
        } catch (IllegalStateException e) {
          // as it was meant
        }
        return "a rollback";
      }
      case 2, 3 -> {
        entasis.useTransaction(this::write);
        return "a transaction";
      }
      default -> {
        write(entasis);
        return "writes of their own";
      }
    }
  }

  private void write(Repositories into) {
    into.ticks().saveAll(Stream.generate(this::tick).limit(random.nextInt(6)));
    into.chains().saveAll(Stream.generate(this::quote).limit(random.nextInt(6)));
    into.predictions().recordAll(Stream.generate(this::prediction).limit(random.nextInt(4)));
    into.portfolios()
        .replace(new PortfolioSnapshot(one(USERS), at(), List.of(Position.of("CASH", number()))));
    into.ticks().save(tick());
    into.predictions().record(prediction());
  }

  private Tick tick() {
    return new Tick(one(SYMBOLS), random.nextBoolean() ? "X" : "Y", at(), number(), number());
  }

  private OptionQuote quote() {
    OptionContract contract = new OptionContract(
        one(SYMBOLS),
        Instant.parse(random.nextBoolean() ? "2024-03-08T08:00:00Z" : "2040-06-28T08:00:00Z"),
        BigDecimal.valueOf(90 + 10L * random.nextInt(3)),
        random.nextBoolean() ? PutCall.CALL : PutCall.PUT);
    return OptionQuote.of(contract, at()).iv(number());
  }

  private Prediction prediction() {
    return Prediction.of(one(MODELS), one(SYMBOLS), "return", number(), at());
  }

  private Instant at() {
    return BEGIN.plusSeconds(random.nextInt(SECONDS));
  }

  private BigDecimal number() {
    return BigDecimal.valueOf(1 + random.nextInt(1_000), 3);
  }

  private <T> T one(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
