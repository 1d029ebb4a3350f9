package io.entasis.conformance.write;

import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ticks to store. */
public final class SampleTicks {

  /** An instant within a month that no test makes beforehand. */
  public static final Instant NOON = Instant.parse("2024-01-10T12:00:00Z");

  private static final List<String> SYMBOLS =
      List.of("BTC-USDT", "ETH-USDT", "IBM", "日経225", "a\"b\\c'd");
  private static final List<String> EXCHANGES = List.of("BINANCE", "NYSE", "大阪", "\t|");

  private SampleTicks() {}

  /** A tick of IBM at noon; the price tells it from others. */
  public static Tick tick(long price) {
    return at(NOON, price);
  }

  /** A tick of IBM; the price tells it from others. */
  public static Tick at(Instant timestamp, long price) {
    return new Tick("IBM", "NYSE", timestamp, BigDecimal.valueOf(price), BigDecimal.ONE);
  }

  /** So many ticks of IBM from noon on, a microsecond apart, with the prices 0, 1, 2 and so on. */
  public static List<Tick> series(int count) {
    return lazySeries(count).toList();
  }

  /** The same, made while they are read. */
  public static Stream<Tick> lazySeries(int count) {
    return IntStream.range(0, count).mapToObj(SampleTicks::ofSeries);
  }

  /** The same, and then a failure. */
  public static Iterator<Tick> failingAfter(int count, RuntimeException failure) {
    return Stream.concat(lazySeries(count), Stream.of(0).map(any -> {
          throw failure;
        }))
        .map(Tick.class::cast)
        .iterator();
  }

  /** So many different ticks of the span, in no order of time, with all kinds of names and numbers. */
  public static List<Tick> random(long seed, int count, Instant from, Duration span) {
    Random random = new Random(seed);
    long micros = span.toNanos() / 1_000;
    return Stream.generate(() -> new Tick(
            SYMBOLS.get(random.nextInt(SYMBOLS.size())),
            EXCHANGES.get(random.nextInt(EXCHANGES.size())),
            from.plusNanos(random.nextLong(micros) * 1_000),
            number(random),
            number(random).abs()))
        .limit(count)
        .toList();
  }

  private static Tick ofSeries(int number) {
    return at(NOON.plusNanos(number * 1_000L), number);
  }

  private static BigDecimal number(Random random) {
    int scale = random.nextInt(9);
    BigInteger unscaled = new BigInteger(random.nextInt(1, 67), random);
    BigDecimal number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    return number.precision() - number.scale() <= 12 ? number : new BigDecimal(random.nextInt());
  }
}
