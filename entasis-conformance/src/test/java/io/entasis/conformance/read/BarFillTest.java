package io.entasis.conformance.read;

import static io.entasis.calendar.TradingCalendars.XNYS;
import static io.entasis.calendar.TradingCalendars.XTKS;
import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarSlot;
import io.entasis.bar.BarState;
import io.entasis.calendar.TradingCalendar;
import io.entasis.conformance.read.BarModel.Bucket;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.query.Query;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars without ticks: filled with the close before them within a limit, or listed as slots; before a refresh and after it. */
@EntasisTest
class BarFillTest {

  private static final List<String> SYMBOLS = List.of("BTC-USDT", "IBM", "NONE");
  private static final LocalDate BEGIN = LocalDate.of(2024, 3, 4);
  private static final LocalDate END = LocalDate.of(2024, 3, 18);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everyFillRoundTheClockAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    try (Entasis entasis = Pools.ofOne(database)) {
      List<Tick> arrived = sparse(random);
      Sample.store(entasis, arrived);
      for (int round = 0; round < 2; round++) {
        for (String size : two(random, "1h", "4h", "1d", "7d")) {
          BarModel model = BarModel.of(BarSize.parse(size));
          checkAgrees(
              random,
              entasis.bars().of(SYMBOLS, BarSize.parse(size)),
              arrived,
              buckets(model),
              model.bars(arrived));
        }
        entasis.rollups().refresh();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everyFillOnLocalClocksAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    try (Entasis entasis = Pools.ofOne(database)) {
      List<Tick> arrived = sparse(random);
      Sample.store(entasis, arrived);
      for (int round = 0; round < 2; round++) {
        for (String size : two(random, "3h", "1d", "1mo")) {
          BarModel model = new BarModel(BarSize.parse(size), NEW_YORK, BarModel.MONDAY);
          checkAgrees(
              random,
              entasis.bars().of(SYMBOLS, BarSize.parse(size)).in(NEW_YORK),
              arrived,
              buckets(model),
              model.bars(arrived));
        }
        entasis.rollups().refresh();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everyFillOfSessionsAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    try (Entasis entasis = Pools.ofOne(database)) {
      List<Tick> arrived = sparse(random);
      Sample.store(entasis, arrived);
      for (int round = 0; round < 2; round++) {
        for (TradingCalendar calendar : List.of(XNYS, XTKS)) {
          for (String size : two(random, "65m", "1h", "1d")) {
            SessionModel model = new SessionModel(calendar, BarSize.parse(size));
            checkAgrees(
                random,
                entasis.bars().of(SYMBOLS, BarSize.parse(size)).session(calendar),
                arrived,
                model.buckets(BEGIN.minusDays(60), END.plusDays(30)),
                model.bars(arrived));
          }
        }
        entasis.rollups().refresh();
      }
    }
  }

  /** All limits, both directions, all end calls, over a bounded range; and the law of split ranges. */
  private static void checkAgrees(
      Random random, BarQuery query, List<Tick> arrived, List<Bucket> buckets, List<Bar> all) {
    int from = placeOf(buckets, BEGIN) + random.nextInt(3);
    int to = from + 1 + random.nextInt(Math.max(1, placeOf(buckets, END) - from));
    TimeRange range = TimeRange.of(buckets.get(from).start(), buckets.get(to).start());
    List<Bar> inside = within(all, range.from(), range.to());
    List<Bar> before = within(all, Instant.MIN, range.from());
    int bars = 1 + random.nextInt(4);
    Duration age = Duration.ofHours(1 + random.nextInt(100));
    String what = range + " with " + bars + " or " + age + " of " + arrived.size();

    FillModel byBars = FillModel.ofBars(buckets, bars);
    List<BarSlot> filled = byBars.slots(SYMBOLS, from, to, inside, before);
    assertEnds(query.during(range).fillPreviousClose(bars), FillModel.bars(filled), what);
    assertEnds(query.during(range).fillPreviousClose(bars).slots(), filled, what);
    List<BarSlot> aged = FillModel.ofAge(buckets, age).slots(SYMBOLS, from, to, inside, before);
    assertEnds(query.during(range).fillPreviousClose(age), FillModel.bars(aged), what);
    assertEnds(
        query.during(range).fillPreviousClose(age).descending(),
        backwards(FillModel.bars(aged), Bar::symbol, Bar::start),
        what);
    assertEnds(
        query.during(range).fillPreviousClose(age).descending().slots(),
        backwards(aged, BarSlot::symbol, BarSlot::start),
        what);
    List<BarSlot> empty = FillModel.without(buckets).slots(SYMBOLS, from, to, inside, before);
    assertEnds(query.during(range).slots(), empty, what);
    int limit = 1 + random.nextInt(empty.size());
    assertEnds(query.during(range).limit(limit).slots(), empty.subList(0, limit), what);

    Instant middle = buckets.get(from + random.nextInt(to - from)).start();
    List<BarSlot> parts = new ArrayList<>();
    for (String symbol : SYMBOLS) {
      for (TimeRange part :
          List.of(TimeRange.of(range.from(), middle), TimeRange.of(middle, range.to()))) {
        query.during(part).fillPreviousClose(bars).slots().list().stream()
            .filter(slot -> slot.symbol().equals(symbol))
            .forEach(parts::add);
      }
    }
    assertThat(parts).as("%s split at %s", what, middle).isEqualTo(filled);
  }

  @Test
  void anOpenRangeIsFilledFromTheFirstBarToTheLast(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:10:00Z", "1"),
        tick("IBM", "2024-03-01T12:10:00Z", "2"),
        tick("IBM", "2024-03-01T16:10:00Z", "3"),
        tick("CL", "2024-03-01T11:10:00Z", "4"));
    BarQuery query =
        entasis.bars().of(List.of("IBM", "CL"), BarSize.ofHours(1)).fillPreviousClose(2);

    assertThat(query.list())
        .extracting(BarFillTest::described)
        .containsExactly(
            "CL 11:00 4 FINAL",
            "IBM 10:00 1 FINAL",
            "IBM 11:00 1 FILLED",
            "IBM 12:00 2 FINAL",
            "IBM 13:00 2 FILLED",
            "IBM 14:00 2 FILLED",
            "IBM 16:00 3 FINAL");
    assertThat(query.since(Instant.parse("2024-03-01T11:30:00Z")).list())
        .extracting(BarFillTest::described)
        .containsExactly(
            "IBM 11:00 1 FILLED",
            "IBM 12:00 2 FINAL",
            "IBM 13:00 2 FILLED",
            "IBM 14:00 2 FILLED",
            "IBM 16:00 3 FINAL");
    assertThat(query.before(Instant.parse("2024-03-01T18:30:00Z")).list())
        .extracting(BarFillTest::described)
        .contains("IBM 18:00 3 FILLED", "CL 13:00 4 FILLED")
        .doesNotContain("CL 14:00 4 FILLED");
    assertThat(query.slots().count()).isEqualTo(8);
    assertThat(query.findFirst()).map(BarFillTest::described).contains("CL 11:00 4 FINAL");
    assertThat(query.descending().findFirst())
        .map(BarFillTest::described)
        .contains("CL 11:00 4 FINAL");
  }

  @Test
  void aFilledBarHasOnePriceAndNothingElse(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-01T10:10:00Z", "5.5", "3"),
        tick("IBM", "P", "2024-03-01T12:10:00Z", "6", "1"));

    Bar filled =
        entasis.bars().of("IBM", BarSize.ofHours(1)).fillPreviousClose(1).list().get(1);

    assertThat(filled.state()).isEqualTo(BarState.FILLED);
    assertThat(List.of(filled.open(), filled.high(), filled.low(), filled.close()))
        .allSatisfy(price -> assertThat(price).isEqualByComparingTo("5.5"));
    assertThat(filled.volume()).isZero();
    assertThat(filled.notional()).isZero();
    assertThat(filled.ticks()).isZero();
    assertThat(filled.vwap()).isEmpty();
  }

  @Test
  void theCloseBeforeARangeIsOfTheSameExchangesAndSessions(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-08T20:59:00Z", "1", "1"),
        tick("IBM", "Q", "2024-03-08T20:59:30Z", "2", "1"),
        tick("IBM", "P", "2024-03-08T21:00:00Z", "3", "1"),
        tick("IBM", "P", "2024-03-11T13:29:00Z", "4", "1"),
        tick("IBM", "P", "2024-03-11T13:31:00Z", "5", "1"));
    BarQuery query = entasis
        .bars()
        .of("IBM", BarSize.ofMinutes(65))
        .session(XNYS)
        .during(TimeRange.of(
            Instant.parse("2024-03-11T14:35:00Z"), Instant.parse("2024-03-11T15:40:00Z")));

    assertThat(query.fillPreviousClose(1).list())
        .extracting(BarFillTest::described)
        .containsExactly("IBM 14:35 5 FILLED");
    BarQuery monday = entasis
        .bars()
        .of("IBM", BarSize.ofMinutes(65))
        .session(XNYS)
        .on("Q")
        .during(TimeRange.of(
            Instant.parse("2024-03-09T00:00:00Z"), Instant.parse("2024-03-11T15:00:00Z")));
    assertThat(monday.fillPreviousClose(5).list())
        .extracting(BarFillTest::described)
        .containsExactly("IBM 13:30 2 FILLED", "IBM 14:35 2 FILLED");
    assertThat(monday.fillPreviousClose(Duration.ofHours(24)).list()).isEmpty();
  }

  @Test
  void aBarThatHasNotBegunIsNeverFilled(TestDatabase database) {
    Instant now = Instant.parse("2024-03-01T12:00:00Z");
    try (Entasis entasis =
        Pools.on(database).clock(Clock.fixed(now, ZoneOffset.UTC)).open()) {
      Sample.store(entasis, tick("IBM", "2024-03-01T10:10:00Z", "1"));
      TimeRange day = TimeRange.day(LocalDate.of(2024, 3, 1));
      BarQuery query = entasis.bars().of("IBM", BarSize.ofHours(1)).during(day);

      assertThat(query.fillPreviousClose(100).list())
          .extracting(BarFillTest::described)
          .containsExactly("IBM 10:00 1 FINAL", "IBM 11:00 1 FILLED", "IBM 12:00 1 FILLED");
      assertThat(query.slots().count()).isEqualTo(13);
      assertThat(entasis
              .bars()
              .of("IBM", BarSize.ofDays(1))
              .in(NEW_YORK)
              .during(TimeRange.startingAt(now.plusSeconds(1), Duration.ofDays(900)))
              .slots()
              .list())
          .isEmpty();
      assertThat(entasis
              .bars()
              .of("IBM", BarSize.ofMinutes(30))
              .session(XNYS)
              .during(day)
              .slots()
              .list())
          .isEmpty();
    }
  }

  @Test
  void aTransactionFillsBarsFromItsOwnTicks(Entasis entasis) {
    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick("IBM", "2024-03-01T10:10:00Z", "1"));
      BarQuery query = transaction
          .bars()
          .of("IBM", BarSize.ofHours(1))
          .during(TimeRange.of(
              Instant.parse("2024-03-01T11:00:00Z"), Instant.parse("2024-03-01T14:00:00Z")))
          .fillPreviousClose(2);
      try (Stream<Bar> bars = query.stream()) {
        assertThat(bars.map(BarFillTest::described))
            .containsExactly("IBM 11:00 1 FILLED", "IBM 12:00 1 FILLED");
      }
    });
  }

  @Test
  void aStreamThatItsLimitEndsGivesItsConnectionBack(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(
          entasis,
          tick("IBM", "2024-03-01T10:10:00Z", "1"),
          tick("IBM", "2024-03-01T12:10:00Z", "2"));
      Query<BarSlot> query =
          entasis.bars().of("IBM", BarSize.ofHours(1)).limit(2).slots();
      Stream<BarSlot> slots = query.stream();

      assertThat(slots.toList()).hasSize(2);
      assertThat(query.count()).isEqualTo(2);
    }
  }

  @Test
  void aFillIsGivenOnceAndFillsSomething(Entasis entasis) {
    BarQuery query = entasis.bars().of("IBM", BarSize.ofHours(1));

    assertThatThrownBy(() -> query.fillPreviousClose(1).fillPreviousClose(Duration.ofHours(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> query.fillPreviousClose(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> query.fillPreviousClose(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class);
    TimeRange day = TimeRange.day(BEGIN);
    assertThat(query.during(day).fillPreviousClose(Integer.MAX_VALUE).list()).isEmpty();
    assertThat(query
            .during(day)
            .fillPreviousClose(Duration.ofSeconds(Long.MAX_VALUE))
            .list())
        .isEmpty();
    assertThat(
            query.in(NEW_YORK).during(day).fillPreviousClose(Integer.MAX_VALUE).list())
        .isEmpty();
    assertThat(
            query.session(XNYS).during(day).fillPreviousClose(Integer.MAX_VALUE).list())
        .isEmpty();
    assertThat(query
            .session(XNYS)
            .during(day)
            .fillPreviousClose(Duration.ofSeconds(Long.MAX_VALUE))
            .slots()
            .count())
        .isEqualTo(7);
  }

  private static <T> void assertEnds(Query<T> query, List<T> expected, String what) {
    assertThat(query.list()).as(what).isEqualTo(expected);
    try (Stream<T> stream = query.stream()) {
      assertThat(stream.toList()).as(what).isEqualTo(expected);
    }
    List<T> each = new ArrayList<>();
    query.forEach(each::add);
    assertThat(each).as(what).isEqualTo(expected);
    assertThat(query.findFirst()).as(what).isEqualTo(expected.stream().findFirst());
    assertThat(query.count()).as(what).isEqualTo(expected.size());
  }

  private static List<String> two(Random random, String... sizes) {
    List<String> shuffled = new ArrayList<>(List.of(sizes));
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 2);
  }

  /** Few ticks of two symbols over some weeks, so that there are long gaps. */
  private static List<Tick> sparse(Random random) {
    List<Tick> ticks = new ArrayList<>();
    Instant from = BEGIN.minusDays(20).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int i = 0; i < 60; i++) {
      Instant at = from.plusSeconds(random.nextInt(45 * 86_400));
      ticks.add(
          tick(SYMBOLS.get(random.nextInt(2)), "P", at.toString(), "" + random.nextInt(100), "1"));
    }
    return ticks;
  }

  private static List<Bucket> buckets(BarModel model) {
    List<Bucket> buckets = new ArrayList<>();
    Instant end = END.plusDays(200).atStartOfDay(ZoneOffset.UTC).toInstant();
    Bucket bucket =
        model.bucketOf(BEGIN.minusDays(200).atStartOfDay(ZoneOffset.UTC).toInstant());
    while (bucket.start().isBefore(end)) {
      buckets.add(bucket);
      bucket = model.bucketOf(bucket.end());
    }
    return buckets;
  }

  private static int placeOf(List<Bucket> buckets, LocalDate day) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    int place = 0;
    while (buckets.get(place).start().isBefore(start)) {
      place++;
    }
    return place;
  }

  private static List<Bar> within(List<Bar> bars, Instant from, Instant to) {
    return bars.stream()
        .filter(bar -> !bar.start().isBefore(from) && bar.start().isBefore(to))
        .toList();
  }

  private static <T> List<T> backwards(
      List<T> rows, Function<T, String> symbol, Function<T, Instant> start) {
    return rows.stream()
        .sorted(Comparator.comparing(symbol).thenComparing(start, Comparator.reverseOrder()))
        .toList();
  }

  private static String described(Bar bar) {
    return bar.symbol() + " " + bar.start().toString().substring(11, 16) + " " + bar.close() + " "
        + bar.state();
  }
}
