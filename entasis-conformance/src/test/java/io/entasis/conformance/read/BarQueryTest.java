package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarState;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars in UTC are those that plain Java computes tick by tick. */
@EntasisTest
class BarQueryTest {

  private static final List<BarSize> SIZES = Stream.of(
          "1s", "7s", "60s", "5m", "7m", "90m", "1h", "4h", "5h", "1d", "36h", "2d", "1w", "10d",
          "31d", "1mo")
      .map(BarSize::parse)
      .toList();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everySizeAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 250);
    List<Tick> one =
        arrived.stream().filter(tick -> tick.symbol().equals("IBM")).toList();
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      for (BarSize size : SIZES) {
        assertSame(entasis.bars().of(Sample.SYMBOLS, size), BarModel.of(size).bars(arrived), size);
        assertThat(entasis.bars().of("IBM", size).list())
            .as("%s", size)
            .isEqualTo(BarModel.of(size).bars(one));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everyConditionAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 250);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      for (int i = 0; i < 12; i++) {
        BarSize size = Sample.one(random, SIZES);
        LocalDateTime origin =
            LocalDateTime.of(1999, 11, 30, random.nextInt(24), random.nextInt(60));
        Instant from = Sample.one(random, arrived).timestamp();
        Instant to = from.plusSeconds(random.nextInt(40 * 86_400));
        BarQuery query = entasis
            .bars()
            .of(List.of("IBM", "CL", "BTC-USDT"), size)
            .origin(origin)
            .on("P", "NYSE");
        query = random.nextBoolean()
            ? query.during(TimeRange.of(from, to))
            : query.since(from).before(to);
        Predicate<Tick> counts = tick -> !tick.timestamp().isBefore(from)
            && tick.timestamp().isBefore(to)
            && !tick.symbol().equals("ETH-USDT")
            && !tick.exchange().equals("BINANCE");
        List<Bar> expected = new BarModel(size, ZoneOffset.UTC, origin)
            .bars(arrived.stream().filter(counts).toList());
        String what = size + " from " + origin + " in [" + from + ", " + to + ")";

        assertSame(query, expected, what);
        int limit = 1 + random.nextInt(20);
        assertSame(query.limit(limit), first(expected, limit), what);
        assertSame(query.descending().limit(limit), first(latestFirst(expected), limit), what);
      }
    }
  }

  /** Whatever it is multiplied with on the way. */
  @Test
  void theLargestLimitIsNone(Entasis entasis) {
    Sample.store(
        entasis, tick("CL", "2020-04-20T18:00:00Z", "1"), tick("CL", "2020-06-20T18:00:00Z", "2"));
    for (BarSize size : List.of(BarSize.ofSeconds(1), BarSize.ofHours(1), BarSize.ofMonth())) {
      BarQuery query = entasis.bars().of("CL", size);

      assertThat(query.limit(Long.MAX_VALUE).list()).hasSize(2).isEqualTo(query.list());
      assertThat(query.descending().limit(Long.MAX_VALUE).list()).hasSize(2);
    }
  }

  @Test
  void openAndCloseAreDecidedByTimeAndThenByArrival(Entasis entasis) {
    Sample.store(
        entasis,
        tick("CL", "P", "2020-04-20T18:00:00Z", "10.5", "1"),
        tick("CL", "Q", "2020-04-20T18:00:00Z", "-3", "2"),
        tick("CL", "P", "2020-04-20T18:59:59.999999Z", "-37.63", "3"),
        tick("CL", "Q", "2020-04-20T18:59:59.999999Z", "-40.32", "4"),
        tick("CL", "P", "2020-04-20T19:00:00Z", "1.43", "5"),
        tick("CL", "Q", "2020-04-20T18:30:00Z", "0", "0"));

    assertThat(entasis.bars().of("CL", BarSize.ofHours(1)).list())
        .containsExactly(
            bar(
                "CL",
                "2020-04-20T18:00:00Z",
                "10.5",
                "10.5",
                "-40.32",
                "-40.32",
                "10",
                "-269.67",
                5,
                "2020-04-20T18:00:00Z",
                "2020-04-20T18:59:59.999999Z"),
            bar(
                "CL",
                "2020-04-20T19:00:00Z",
                "1.43",
                "1.43",
                "1.43",
                "1.43",
                "5",
                "7.15",
                1,
                "2020-04-20T19:00:00Z",
                "2020-04-20T19:00:00Z"));
    assertThat(entasis.bars().of("CL", BarSize.ofHours(1)).on("P").list())
        .containsExactly(
            bar(
                "CL",
                "2020-04-20T18:00:00Z",
                "10.5",
                "10.5",
                "-37.63",
                "-37.63",
                "4",
                "-102.39",
                2,
                "2020-04-20T18:00:00Z",
                "2020-04-20T18:59:59.999999Z"),
            bar(
                "CL",
                "2020-04-20T19:00:00Z",
                "1.43",
                "1.43",
                "1.43",
                "1.43",
                "5",
                "7.15",
                1,
                "2020-04-20T19:00:00Z",
                "2020-04-20T19:00:00Z"));
    assertThat(entasis.bars().of("CL", BarSize.ofHours(1)).on("Q").list())
        .containsExactly(bar(
            "CL",
            "2020-04-20T18:00:00Z",
            "-3",
            "0",
            "-40.32",
            "-40.32",
            "6",
            "-167.28",
            3,
            "2020-04-20T18:00:00Z",
            "2020-04-20T18:59:59.999999Z"));
  }

  @Test
  void aRangeThatCutsThroughABarGivesThePartInside(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:00:00Z", "1"),
        tick("IBM", "2024-03-01T10:20:00Z", "2"),
        tick("IBM", "2024-03-01T10:40:00Z", "3"),
        tick("IBM", "2024-03-01T10:59:00Z", "4"));
    BarQuery hours = entasis.bars().of("IBM", BarSize.ofHours(1));
    TimeRange middle =
        TimeRange.of(Instant.parse("2024-03-01T10:20:00Z"), Instant.parse("2024-03-01T10:59:00Z"));

    assertThat(hours.during(middle).list())
        .containsExactly(bar(
            "IBM",
            "2024-03-01T10:00:00Z",
            "2",
            "3",
            "2",
            "3",
            "2",
            "5",
            2,
            "2024-03-01T10:20:00Z",
            "2024-03-01T10:40:00Z"));
    assertThat(hours.during(TimeRange.of(middle.from(), middle.from())).list()).isEmpty();
  }

  @Test
  void weeksBeginOnMondaysAndHoursOnTheHour(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "1999-12-31T23:59:59.999999Z", "1"),
        tick("IBM", "2024-03-03T23:59:59.999999Z", "2"),
        tick("IBM", "2024-03-04T00:00:00Z", "3"));

    assertThat(entasis.bars().of("IBM", BarSize.ofDays(7)).list())
        .extracting(Bar::start)
        .containsExactly(
            Instant.parse("1999-12-27T00:00:00Z"),
            Instant.parse("2024-02-26T00:00:00Z"),
            Instant.parse("2024-03-04T00:00:00Z"));
    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).list())
        .extracting(Bar::start)
        .containsExactly(
            Instant.parse("1999-12-31T23:00:00Z"),
            Instant.parse("2024-03-03T23:00:00Z"),
            Instant.parse("2024-03-04T00:00:00Z"));
    assertThat(entasis.bars().of("IBM", BarSize.ofMonth()).list())
        .extracting(bar -> bar.start() + "/" + bar.end())
        .containsExactly(
            "1999-12-01T00:00:00Z/2000-01-01T00:00:00Z",
            "2024-03-01T00:00:00Z/2024-04-01T00:00:00Z");
  }

  @Test
  void theEdgesOfBarsBefore2000AreThoseOfTheModel(Entasis entasis) {
    List<Tick> ticks = Stream.of(
            "1970-01-01T00:00:00Z", "1987-10-19T14:00:00Z", "1999-12-27T00:00:00Z")
        .map(Instant::parse)
        .flatMap(edge -> Stream.of(edge, edge.plusNanos(1_000), edge.plusSeconds(1)))
        .map(at -> tick("IBM", at.toString(), "1"))
        .toList();
    Sample.store(entasis, ticks);

    for (BarSize size : SIZES) {
      assertThat(entasis.bars().of("IBM", size).list())
          .as("%s", size)
          .isEqualTo(BarModel.of(size).bars(ticks));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void theAverageIsExactToEightDecimals(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 300);
    Sample.store(entasis, arrived);
    BarSize size = BarSize.ofHours(6);
    List<Bar> bars = entasis.bars().of(Sample.SYMBOLS, size).list();

    assertThat(bars).isNotEmpty().allSatisfy(bar -> {
      List<Tick> ticks = arrived.stream()
          .filter(tick -> tick.symbol().equals(bar.symbol())
              && !tick.timestamp().isBefore(bar.start())
              && tick.timestamp().isBefore(bar.end()))
          .toList();
      BigDecimal volume = ticks.stream().map(Tick::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal value = ticks.stream()
          .map(tick -> tick.price().multiply(tick.volume()))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (volume.signum() == 0) {
        assertThat(bar.vwap()).isEmpty();
      } else {
        BigDecimal wide = value.divide(volume, 60, RoundingMode.DOWN);
        assertThat(bar.vwap()).hasValueSatisfying(average -> {
          assertThat(average.subtract(wide).abs()).isLessThanOrEqualTo(new BigDecimal("5E-9"));
          assertThat(average.scale()).isLessThanOrEqualTo(8);
        });
      }
    });
  }

  @Test
  void theAverageIsRoundedHalfUpAndEmptyWithoutVolume(Entasis entasis) {
    Sample.store(
        entasis,
        tick("UP", "P", "2024-03-01T10:00:00Z", "0.00000001", "1"),
        tick("UP", "P", "2024-03-01T10:00:01Z", "0.00000002", "1"),
        tick("DOWN", "P", "2024-03-01T10:00:00Z", "-0.00000001", "1"),
        tick("DOWN", "P", "2024-03-01T10:00:01Z", "-0.00000002", "1"),
        tick("THIRD", "P", "2024-03-01T10:00:00Z", "1", "1"),
        tick("THIRD", "P", "2024-03-01T10:00:01Z", "0", "2"),
        tick("NONE", "P", "2024-03-01T10:00:00Z", "5", "0"));

    assertThat(entasis
            .bars()
            .of(List.of("UP", "DOWN", "THIRD", "NONE"), BarSize.ofDays(1))
            .list())
        .extracting(bar ->
            bar.symbol() + " " + bar.vwap().map(BigDecimal::toPlainString).orElse("-"))
        .containsExactly("DOWN -0.00000002", "NONE -", "THIRD 0.33333333", "UP 0.00000002");
  }

  @Test
  void sumsAreWiderThanTheColumns(Entasis entasis) {
    BigDecimal greatest = new BigDecimal("999999999999.99999999");
    List<Tick> ticks = IntStream.range(0, 1_000)
        .mapToObj(i -> new Tick(
            "BIG", "P", Instant.parse("2024-03-01T10:00:00Z").plusMillis(i), greatest, greatest))
        .toList();
    Sample.store(entasis, ticks);

    assertThat(entasis.bars().of("BIG", BarSize.ofMonth()).list())
        .isEqualTo(BarModel.of(BarSize.ofMonth()).bars(ticks))
        .singleElement()
        .satisfies(bar -> {
          assertThat(bar.volume()).isEqualByComparingTo("999999999999999.99999");
          assertThat(bar.vwap())
              .hasValueSatisfying(average -> assertThat(average).isEqualByComparingTo(greatest));
        });
  }

  @Test
  void symbolsComeInOrderWhateverTheOrderOfTheQuestion(Entasis entasis) {
    List<String> symbols = List.of("b", "B", "a", "A", "Z", "é", "ä", "_", "1", "a b", "a-b", "😀");
    List<Tick> ticks = symbols.stream()
        .map(symbol -> tick(symbol, "2024-03-01T10:00:00Z", "1"))
        .toList();
    Sample.store(entasis, ticks);

    assertThat(entasis.bars().of(symbols, BarSize.ofHours(1)).list())
        .extracting(Bar::symbol)
        .containsExactlyElementsOf(symbols.stream().sorted().toList());
    assertThat(entasis.ticks().all().symbols())
        .containsExactlyElementsOf(symbols.stream().sorted().toList());
    assertThat(entasis.bars().of(List.of("a", "a", "b"), BarSize.ofHours(1)).count())
        .isEqualTo(2);
  }

  @Test
  void nothingIsAnEmptyAnswer(Entasis entasis) {
    for (BarSize size : List.of(BarSize.ofHours(1), BarSize.ofMonth())) {
      BarQuery query = entasis.bars().of("IBM", size);
      assertSame(query, List.of(), size);
      assertSame(query.since(Instant.parse("2024-03-01T10:00:00Z")).on("P"), List.of(), size);
    }
  }

  @Test
  void aTransactionBuildsBarsFromItsOwnTicks(Entasis entasis) {
    Sample.store(entasis, tick("IBM", "2024-03-01T10:00:00Z", "1"));
    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick("IBM", "2024-03-01T10:30:00Z", "5"));
      transaction.ticks().save(tick("IBM", "2024-05-01T10:30:00Z", "6"));
      for (BarSize size : List.of(BarSize.ofDays(1), BarSize.ofMonth())) {
        BarQuery query = transaction.bars().of("IBM", size);
        assertThat(query.count()).isEqualTo(2);
        assertThat(query.findFirst()).map(Bar::close).contains(new BigDecimal("5"));
        try (Stream<Bar> stream = query.stream()) {
          assertThat(stream).isEqualTo(query.list()).hasSize(2);
        }
        assertThat(entasis.bars().of("IBM", size).count()).isEqualTo(1);
      }
    });
    assertThat(entasis.bars().of("IBM", BarSize.ofMonth()).count()).isEqualTo(2);
  }

  @Test
  void barsAreNeverStale(Entasis entasis, TestDatabase database) {
    BarQuery query = entasis.bars().of("IBM", BarSize.ofHours(1));
    Sample.store(entasis, tick("IBM", "2024-03-01T10:30:00Z", "1"));
    assertThat(query.findFirst()).map(Bar::open).contains(BigDecimal.ONE);
    Sample.store(entasis, tick("IBM", "2024-03-01T10:10:00Z", "2"));
    assertThat(query.findFirst()).map(Bar::open).contains(BigDecimal.valueOf(2));
    database.execute("delete from market_data where price = 2");
    assertThat(query.findFirst()).map(Bar::open).contains(BigDecimal.ONE);
  }

  static void assertSame(BarQuery query, List<Bar> expected, Object what) {
    assertThat(query.list()).as("%s", what).isEqualTo(expected);
    try (Stream<Bar> stream = query.stream()) {
      assertThat(stream.toList()).as("%s", what).isEqualTo(expected);
    }
    List<Bar> each = new ArrayList<>();
    query.forEach(each::add);
    assertThat(each).as("%s", what).isEqualTo(expected);
    assertThat(query.findFirst()).as("%s", what).isEqualTo(expected.stream().findFirst());
    assertThat(query.count()).as("%s", what).isEqualTo(expected.size());
  }

  private static List<Bar> latestFirst(List<Bar> bars) {
    return bars.stream()
        .sorted(
            Comparator.comparing(Bar::symbol).thenComparing(Bar::start, Comparator.reverseOrder()))
        .toList();
  }

  private static List<Bar> first(List<Bar> bars, int number) {
    return bars.subList(0, Math.min(number, bars.size()));
  }

  /** Of one hour. */
  private static Bar bar(
      String symbol,
      String start,
      String open,
      String high,
      String low,
      String close,
      String volume,
      String notional,
      long ticks,
      String firstAt,
      String lastAt) {
    Instant from = Instant.parse(start);
    return new Bar(
        symbol,
        from,
        from.plus(Duration.ofHours(1)),
        new BigDecimal(open),
        new BigDecimal(high),
        new BigDecimal(low),
        new BigDecimal(close),
        new BigDecimal(volume),
        new BigDecimal(notional),
        ticks,
        Optional.of(Instant.parse(firstAt)),
        Optional.of(Instant.parse(lastAt)),
        BarState.FINAL);
  }
}
