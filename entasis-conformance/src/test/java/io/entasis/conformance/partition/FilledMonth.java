package io.entasis.conformance.partition;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A month of ticks that loads are tried with. */
final class FilledMonth {

  static final YearMonth MONTH = YearMonth.of(2024, 2);
  static final TimeRange RANGE = TimeRange.month(MONTH);
  static final String PARTITION = "market_data_y2024m02";
  static final List<String> SYMBOLS = List.of("BTC-USDT", "ETH-USDT", "IBM");

  private static final List<BarSize> SIZES = List.of(
      BarSize.ofMinutes(1),
      BarSize.ofMinutes(5),
      BarSize.ofHours(1),
      BarSize.ofHours(4),
      BarSize.ofDays(1),
      BarSize.ofDays(7),
      BarSize.ofMonth());

  private FilledMonth() {}

  /** Ticks of the month in no order, many of one instant, some in its first and its last microsecond. */
  static List<Tick> random(long seed, int count) {
    Random random = new Random(seed);
    Stream<Instant> ends = Stream.of(RANGE.from(), RANGE.to().minusNanos(1_000));
    long seconds = RANGE.length().toSeconds();
    Stream<Instant> inside =
        Stream.generate(() -> RANGE.from().plusSeconds(random.nextInt((int) (seconds / 20)) * 20L));
    return Stream.concat(ends, inside)
        .limit(count)
        .map(instant -> new Tick(
            SYMBOLS.get(random.nextInt(SYMBOLS.size())),
            random.nextBoolean() ? "BINANCE" : "KRAKEN",
            instant,
            BigDecimal.valueOf(random.nextInt(100_000) - 10_000, 2),
            BigDecimal.valueOf(random.nextInt(1_000), 3)))
        .toList();
  }

  /** A tick outside of the month. */
  static Tick at(String instant) {
    return new Tick("IBM", "KRAKEN", Instant.parse(instant), BigDecimal.TEN, BigDecimal.ONE);
  }

  /** All bars, of every size, of time and of the months around. */
  static List<List<Bar>> bars(Entasis entasis) {
    return SIZES.stream().map(size -> entasis.bars().of(SYMBOLS, size).list()).toList();
  }

  /** The same bars as their ticks say, since a condition on exchanges cannot be answered from kept ones. */
  static List<List<Bar>> builtBars(Entasis entasis) {
    return SIZES.stream()
        .map(size -> entasis.bars().of(SYMBOLS, size).on("BINANCE", "KRAKEN").list())
        .toList();
  }

  /** In the total order. */
  static List<Tick> ordered(List<Tick> ticks) {
    return ticks.stream().sorted(Comparator.comparing(Tick::timestamp)).toList();
  }

  /** Everything that loading could leave behind. */
  static List<String> traces(TestDatabase database) {
    return database.query(
        "select relname from pg_class where relname like 'market_data\\_y2024m02%'"
            + " or relname like 'option_data\\_y2024m02%' union all select loading_table from partition_loading");
  }
}
