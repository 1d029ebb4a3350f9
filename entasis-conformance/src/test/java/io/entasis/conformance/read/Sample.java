package io.entasis.conformance.read;

import io.entasis.Entasis;
import io.entasis.ingest.IngestReport;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Ticks to store, and small words to write them with. */
final class Sample {

  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "IBM", "CL");
  static final List<String> EXCHANGES = List.of("BINANCE", "NYSE", "P");

  private static final Instant START = Instant.parse("2024-01-20T00:00:00Z");
  private static final int SECONDS = 70 * 86_400;
  private static final long NANOS_PER_MICRO = 1_000;

  private Sample() {}

  /**
   * Ticks of {@link #SYMBOLS} on {@link #EXCHANGES} in the order of their arrival, which is not that of their times: many share
   * an instant, they lie in four months, some prices are negative, some volumes zero.
   */
  static List<Tick> random(Random random, int number) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ticks.add(new Tick(
          one(random, SYMBOLS),
          one(random, EXCHANGES),
          i > 0 && random.nextInt(3) == 0
              ? ticks.get(random.nextInt(i)).timestamp()
              : instant(random),
          BigDecimal.valueOf(random.nextInt(4_000) - 500, random.nextInt(9)),
          BigDecimal.valueOf(random.nextInt(500), random.nextInt(9))));
    }
    return ticks;
  }

  /** An instant in the time of the random ticks. */
  static Instant instant(Random random) {
    return START
        .plusSeconds(random.nextInt(SECONDS))
        .plusNanos(random.nextInt(3) * 333_333L * NANOS_PER_MICRO);
  }

  static <T> T one(Random random, List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  static Tick tick(String symbol, String at, String price) {
    return tick(symbol, "NYSE", at, price, "1");
  }

  static Tick tick(String symbol, String exchange, String at, String price, String volume) {
    return new Tick(
        symbol, exchange, Instant.parse(at), new BigDecimal(price), new BigDecimal(volume));
  }

  /** Stores the ticks, all of them. */
  static void store(Entasis entasis, Collection<Tick> ticks) {
    IngestReport report = entasis.ticks().saveAll(ticks);
    if (report.accepted() != ticks.size()) {
      throw new AssertionError(
          "stored " + report.accepted() + " of " + ticks.size() + ": " + report.rejections());
    }
  }

  static void store(Entasis entasis, Tick... ticks) {
    store(entasis, List.of(ticks));
  }
}
