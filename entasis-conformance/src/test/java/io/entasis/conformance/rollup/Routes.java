package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Repositories;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.market.TimeRange;
import io.entasis.testkit.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The ways to the same bars: from kept ones, and, since a condition on exchanges cannot be answered from those, from ticks. */
final class Routes {

  private static final List<BarSize> SIZES = List.of(
      BarSize.ofMinutes(1),
      BarSize.ofMinutes(5),
      BarSize.ofMinutes(90),
      BarSize.ofHours(1),
      BarSize.ofHours(4),
      BarSize.ofDays(1),
      BarSize.ofDays(7),
      BarSize.ofMonth());

  private static final Map<String, UnaryOperator<BarQuery>> BOUNDS = Map.of(
      "all", bars -> bars,
      "the range", bars -> bars.during(TimeRange.of(Trades.FROM, Trades.TO)),
      "cut in minutes",
          bars -> bars.during(TimeRange.of(
              Instant.parse("2024-01-31T20:17:00Z"), Instant.parse("2024-02-01T02:41:00Z"))),
      "cut in seconds",
          bars -> bars.during(TimeRange.of(
              Instant.parse("2024-01-31T21:59:30.250Z"),
              Instant.parse("2024-02-01T00:00:10.500Z"))),
      "newest first", bars -> bars.descending().limit(7),
      "in New York", bars -> bars.in(ZoneId.of("America/New_York")));

  private Routes() {}

  /** Compares them in the transaction, which sees one state of the database. */
  static void compare(Repositories seen, String when) {
    List<String> symbols = symbols();
    compareFew(seen, when);
    for (BarSize size : SIZES) {
      BOUNDS.forEach((name, bounds) -> {
        if (name.equals("in New York") && size.equals(BarSize.ofMinutes(90))) {
          return;
        }
        List<Bar> kept = bounds.apply(seen.bars().of(symbols, size)).list();
        List<Bar> built =
            bounds.apply(seen.bars().of(symbols, size).on("BINANCE", "KRAKEN")).list();
        assertThat(kept).describedAs("%s of %s, %s", name, size, when).isEqualTo(built);
      });
    }
  }

  /** As {@link #compare}, of what lies above a floor. */
  static void compareSince(Instant floor, Repositories seen, String when) {
    TimeRange above = TimeRange.of(floor, Trades.TO);
    for (BarSize size : SIZES) {
      BarQuery bars = seen.bars().of(symbols(), size).during(above);
      assertThat(bars.list())
          .describedAs("%s since %s, %s", size, floor, when)
          .isEqualTo(bars.on("BINANCE", "KRAKEN").list());
    }
  }

  /** Bars of all kept sizes and of others that end by then. */
  static List<List<Bar>> before(Instant floor, Repositories seen) {
    return SIZES.stream()
        .map(size -> seen.bars().of(symbols(), size).before(floor).list())
        .toList();
  }

  private static List<String> symbols() {
    return Stream.concat(Trades.SYMBOLS.stream(), Stream.of("S1", "S69")).toList();
  }

  /** Few bars at one end are looked for near it. */
  private static void compareFew(Repositories seen, String when) {
    for (BarSize size : SIZES) {
      BarQuery bars = seen.bars().of("IBM", size);
      BarQuery built = bars.on("BINANCE", "KRAKEN");
      for (int limit : new int[] {1, 3, 20}) {
        assertThat(bars.limit(limit).list())
            .describedAs("the first %d of %s, %s", limit, size, when)
            .isEqualTo(built.limit(limit).list());
        assertThat(bars.descending().limit(limit).list())
            .describedAs("the last %d of %s, %s", limit, size, when)
            .isEqualTo(built.descending().limit(limit).list());
      }
    }
  }

  /** Compares what plain SQL sees with hourly bars from ticks. */
  static void compareView(Repositories seen, TestDatabase database, String when) {
    List<String> expected =
        seen.bars().of(Trades.SYMBOLS, BarSize.ofHours(1)).on("BINANCE", "KRAKEN").stream()
            .map(bar -> String.join(
                "|",
                bar.symbol(),
                bar.start().toString(),
                bar.open().toPlainString(),
                bar.high().toPlainString(),
                bar.low().toPlainString(),
                bar.close().toPlainString(),
                bar.volume().toPlainString()))
            .toList();
    assertThat(
            database.query(
                "select symbol, to_char(timeframe at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                    + " trim_scale(open), trim_scale(high), trim_scale(low), trim_scale(close), trim_scale(volume)"
                    + " from mv_ohlcv_1h where symbol not like 'S%' order by symbol collate \"C\", timeframe"))
        .describedAs("mv_ohlcv_1h, %s", when)
        .isEqualTo(expected);
  }
}
