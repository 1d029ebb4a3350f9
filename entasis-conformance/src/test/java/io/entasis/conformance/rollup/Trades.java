package io.entasis.conformance.rollup;

import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random ticks of three symbols in eight hours that begin in one month and end in the next. */
final class Trades {

  static final Instant FROM = Instant.parse("2024-01-31T20:00:00Z");
  static final Instant TO = Instant.parse("2024-02-01T04:00:00Z");
  static final Instant MONTH = Instant.parse("2024-02-01T00:00:00Z");
  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "IBM");
  static final List<String> EXCHANGES = List.of("BINANCE", "KRAKEN");

  private Trades() {}

  static List<Tick> random(Random random, int count) {
    List<Tick> ticks = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      ticks.add(of(random, one(random, SYMBOLS)));
    }
    return ticks;
  }

  /** Many share an instant. */
  static Tick of(Random random, String symbol) {
    return new Tick(
        symbol,
        one(random, EXCHANGES),
        instant(random),
        BigDecimal.valueOf(random.nextInt(100_000) - 10_000, 2),
        BigDecimal.valueOf(random.nextInt(1_000), 3));
  }

  static Instant instant(Random random) {
    long seconds = ChronoUnit.SECONDS.between(FROM, TO);
    return FROM.plusSeconds(random.nextInt((int) (seconds / 10)) * 10L)
        .plusMillis(random.nextInt(4) * 250L);
  }

  static Tick at(String symbol, Instant timestamp, String price, String volume) {
    return new Tick(symbol, "BINANCE", timestamp, new BigDecimal(price), new BigDecimal(volume));
  }

  static <T> T one(Random random, List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
