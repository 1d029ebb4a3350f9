package io.entasis.conformance.read;

import static io.entasis.calendar.TradingCalendars.XCME;
import static io.entasis.calendar.TradingCalendars.XNYS;
import static io.entasis.calendar.TradingCalendars.XTKS;
import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.calendar.SessionHours;
import io.entasis.calendar.TradingCalendar;
import io.entasis.calendar.TradingCalendars;
import io.entasis.error.InvalidInputException;
import io.entasis.error.OutsideCalendarException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars of trading sessions begin at the opening, every day anew, and end with the close. */
@EntasisTest
class BarSessionTest {

  private static final List<BarSize> SIZES = Stream.of("7m", "20m", "1h", "65m", "195m", "4h", "1d")
      .map(BarSize::parse)
      .toList();

  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "XNYS, 2024-03-10",
    "XNAS, 2024-07-04",
    "XNYS, 2012-10-29",
    "XLON, 2024-03-31",
    "XLON, 2024-12-25",
    "XTKS, 2024-11-03",
    "XTKS, 2019-04-28",
    "XKRX, 2024-01-01",
    "XKRX, 2016-08-01",
    "XCME, 2024-03-10",
    "XCME, 2012-11-18",
    "XCME, 2010-11-25"
  })
  void everySizeAgreesWithTheModel(String mic, LocalDate day, TestDatabase database) {
    Random random = new Random(day.toEpochDay());
    TradingCalendar calendar = TradingCalendars.of(mic);
    List<Tick> arrived = around(calendar, day, random);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      for (BarSize size : SIZES) {
        checkAgrees(random, entasis, calendar, size, arrived);
      }
      entasis.rollups().refresh();
      for (BarSize size : SIZES) {
        checkAgrees(random, entasis, calendar, size, arrived);
      }
    }
  }

  private static void checkAgrees(
      Random random, Entasis entasis, TradingCalendar calendar, BarSize size, List<Tick> arrived) {
    SessionModel model = new SessionModel(calendar, size);
    BarQuery query = entasis.bars().of("X", size).session(calendar);

    assertThat(query.list()).as("%s", size).isNotEmpty().isEqualTo(model.bars(arrived));
    Instant from = Sample.one(random, arrived).timestamp();
    TimeRange range = TimeRange.startingAt(from, Duration.ofHours(random.nextInt(100)));
    BarQueryTest.assertSame(
        query.during(range),
        model.bars(
            arrived.stream().filter(tick -> range.contains(tick.timestamp())).toList()),
        size + " in " + range);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void aRangeIsTheSumOfItsParts(long seed, Entasis entasis) {
    Random random = new Random(seed);
    LocalDate day = LocalDate.of(2024, 3, 4).plusDays(random.nextInt(20));
    List<Tick> arrived = around(XNYS, day, random);
    Sample.store(entasis, arrived);
    BarQuery query = entasis.bars().of("X", BarSize.ofMinutes(65)).session(XNYS);
    List<BarModel.Bucket> buckets =
        new SessionModel(XNYS, BarSize.ofMinutes(65)).buckets(day.minusDays(7), day.plusDays(7));
    for (int i = 0; i < 10; i++) {
      if (i == 5) {
        entasis.rollups().refresh();
      }
      Instant middle = Sample.one(random, buckets).start();

      List<Bar> parts = new ArrayList<>(query.before(middle).list());
      parts.addAll(query.since(middle).list());

      assertThat(parts).as("split at %s", middle).isEqualTo(query.list());
    }
  }

  @Test
  void sixBarsOfSixtyFiveMinutesMakeADayOfNewYork(Entasis entasis) {
    TimeRange days = TimeRange.between(LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 12));
    entasis
        .ticks()
        .saveAll(
            MarketSimulator.seeded(7).equities().only("IBM").paced(0.05).during(days).stream());
    BarQuery query = entasis.bars().of("IBM", BarSize.ofMinutes(65)).session(XNYS);

    assertThat(query.list())
        .extracting(Bar::start)
        .containsExactly(
            Instant.parse("2024-03-08T14:30:00Z"),
            Instant.parse("2024-03-08T15:35:00Z"),
            Instant.parse("2024-03-08T16:40:00Z"),
            Instant.parse("2024-03-08T17:45:00Z"),
            Instant.parse("2024-03-08T18:50:00Z"),
            Instant.parse("2024-03-08T19:55:00Z"),
            Instant.parse("2024-03-11T13:30:00Z"),
            Instant.parse("2024-03-11T14:35:00Z"),
            Instant.parse("2024-03-11T15:40:00Z"),
            Instant.parse("2024-03-11T16:45:00Z"),
            Instant.parse("2024-03-11T17:50:00Z"),
            Instant.parse("2024-03-11T18:55:00Z"));
    assertThat(query.list().stream().mapToLong(Bar::ticks).sum())
        .isEqualTo(entasis.ticks().of("IBM").count());
    assertThat(entasis.bars().of("IBM", BarSize.ofMinutes(195)).session(XNYS).count())
        .isEqualTo(4);
  }

  @Test
  void theLastBarEndsWithTheCloseAndAHalfDayEndsEarlier(Entasis entasis) {
    store(
        entasis,
        "2024-07-02T19:45:00Z",
        "2024-07-02T20:00:00Z",
        "2024-07-03T13:29:59.999999Z",
        "2024-07-03T16:59:59.999999Z",
        "2024-07-03T17:00:00Z",
        "2024-07-04T15:00:00Z");

    assertThat(entasis.bars().of("X", BarSize.ofHours(1)).session(XNYS).list())
        .extracting(BarSessionTest::described)
        .containsExactly("2024-07-02T19:30:00Z PT30M 1", "2024-07-03T16:30:00Z PT30M 1");
    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).session(XNYS).list())
        .extracting(BarSessionTest::described)
        .containsExactly("2024-07-02T13:30:00Z PT6H30M 1", "2024-07-03T13:30:00Z PT3H30M 1");
    assertThat(
            entasis.bars().of("X", BarSize.ofDays(1)).session(XNYS.extended()).list())
        .extracting(BarSessionTest::described)
        .containsExactly("2024-07-02T08:00:00Z PT16H 2", "2024-07-03T08:00:00Z PT13H 3");
  }

  @Test
  void aBreakEndsABarAndItsTicksDoNotCount(Entasis entasis) {
    store(
        entasis,
        "2024-06-03T02:29:59Z",
        "2024-06-03T02:30:00Z",
        "2024-06-03T03:29:59Z",
        "2024-06-03T03:30:00Z",
        "2024-06-03T05:59:59Z",
        "2024-06-03T06:00:00Z");

    assertThat(entasis.bars().of("X", BarSize.ofHours(1)).session(XTKS).list())
        .extracting(BarSessionTest::described)
        .containsExactly(
            "2024-06-03T02:00:00Z PT30M 1",
            "2024-06-03T03:30:00Z PT1H 1",
            "2024-06-03T05:30:00Z PT30M 1");
    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).session(XTKS).list())
        .extracting(BarSessionTest::described)
        .containsExactly("2024-06-03T00:00:00Z PT6H 3");
  }

  @Test
  void anEveningBelongsToTheDayOnWhichItsSessionEnds(Entasis entasis) {
    store(
        entasis,
        "2024-03-08T21:59:59Z",
        "2024-03-10T21:59:59Z",
        "2024-03-10T22:00:00Z",
        "2024-03-11T20:59:59Z",
        "2024-03-11T21:00:00Z",
        "2024-03-11T22:00:00Z");

    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).session(XCME).list())
        .extracting(BarSessionTest::described)
        .containsExactly(
            "2024-03-07T23:00:00Z PT23H 1",
            "2024-03-10T22:00:00Z PT23H 2",
            "2024-03-11T22:00:00Z PT23H 1");
  }

  @Test
  void ticksOutsideOfAllSessionsAreNoBars(Entasis entasis) {
    store(entasis, "2024-03-09T15:00:00Z", "2024-03-10T15:00:00Z");

    for (BarSize size : SIZES) {
      BarQueryTest.assertSame(entasis.bars().of("X", size).session(XNYS), List.of(), size);
      BarQueryTest.assertSame(entasis.bars().of("UNKNOWN", size).session(XNYS), List.of(), size);
    }
  }

  @Test
  void sessionsOfOnesOwnMayFollowEachOtherWithoutAGap(Entasis entasis) {
    TradingCalendar calendar = TradingCalendar.builder("FX", ZoneId.of("America/New_York"))
        .covering(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 31))
        .hours(
            EnumSet.allOf(DayOfWeek.class),
            SessionHours.of(LocalTime.of(17, 0), LocalTime.of(17, 0)))
        .build();
    List<Tick> arrived = around(calendar, LocalDate.of(2024, 3, 10), new Random(5));
    Sample.store(entasis, arrived);

    for (BarSize size : SIZES) {
      assertThat(entasis.bars().of("X", size).session(calendar).list())
          .as("%s", size)
          .isEqualTo(new SessionModel(calendar, size).bars(arrived));
    }
    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).session(calendar).list())
        .isEqualTo(entasis
            .bars()
            .of("X", BarSize.ofDays(1))
            .in(calendar.zone())
            .dayStartsAt(LocalTime.of(17, 0))
            .list());
  }

  @Test
  void daysThatTheCalendarDoesNotCoverAreAnErrorUnlessARangeKeepsThemOut(Entasis entasis) {
    store(entasis, "2021-12-31T20:00:00Z", "2022-06-03T15:00:00Z", "2023-01-03T15:00:00Z");
    BarQuery query = entasis.bars().of("X", BarSize.ofHours(1)).session(year2022());

    for (BarQuery outside : List.of(
        query,
        query.since(Instant.parse("2022-01-01T05:00:00Z")),
        query.before(Instant.parse("2023-01-01T05:00:00Z")))) {
      assertThatThrownBy(outside::list).isInstanceOf(OutsideCalendarException.class);
      assertThatThrownBy(outside::stream).isInstanceOf(OutsideCalendarException.class);
      assertThatThrownBy(outside::count).isInstanceOf(OutsideCalendarException.class);
    }
    assertThat(query
            .since(Instant.parse("2022-01-01T05:00:00Z"))
            .before(Instant.parse("2023-01-01T05:00:00Z"))
            .list())
        .hasSize(1);
  }

  @Test
  void theFirstAndTheLastDayThatAreCoveredHaveBars(Entasis entasis) {
    store(
        entasis,
        "2022-01-01T05:00:00Z",
        "2022-01-01T14:30:00Z",
        "2022-12-31T20:59:59Z",
        "2023-01-01T04:59:59Z");

    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).session(year2022()).list())
        .extracting(BarSessionTest::described)
        .containsExactly("2022-01-01T14:30:00Z PT6H30M 1", "2022-12-31T14:30:00Z PT6H30M 1");
  }

  @Test
  void sessionsHaveNoZoneNoOriginAndNoLongerBars(Entasis entasis) {
    BarQuery hours = entasis.bars().of("X", BarSize.ofHours(1));
    BarQuery sessions = hours.session(XNYS);
    LocalDateTime origin = LocalDateTime.of(2000, 1, 3, 9, 30);

    assertThatThrownBy(() -> sessions.session(XNYS)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> sessions.in(ZoneOffset.UTC)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> sessions.origin(origin)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> sessions.dayStartsAt(LocalTime.NOON))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> hours.in(ZoneOffset.UTC).session(XNYS))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> hours.origin(origin).session(XNYS))
        .isInstanceOf(InvalidInputException.class);
    for (BarSize size : List.of(BarSize.ofDays(2), BarSize.ofHours(25), BarSize.ofMonth())) {
      assertThatThrownBy(() -> entasis.bars().of("X", size).session(XNYS))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void theDayStartsAtAnotherTimeRoundTheClock(Entasis entasis) {
    store(entasis, "2024-03-04T07:59:59Z", "2024-03-04T08:00:00Z", "2024-03-05T07:59:59Z");
    BarQuery days = entasis.bars().of("X", BarSize.ofDays(1)).dayStartsAt(LocalTime.of(8, 0));

    assertThat(days.list())
        .extracting(BarSessionTest::described)
        .containsExactly("2024-03-03T08:00:00Z PT24H 1", "2024-03-04T08:00:00Z PT24H 2");
    assertThatThrownBy(() -> days.dayStartsAt(LocalTime.NOON))
        .isInstanceOf(InvalidInputException.class);
  }

  private static TradingCalendar year2022() {
    return TradingCalendar.builder("OWN", ZoneId.of("America/New_York"))
        .covering(LocalDate.of(2022, 1, 1), LocalDate.of(2022, 12, 31))
        .hours(
            EnumSet.allOf(DayOfWeek.class),
            SessionHours.of(LocalTime.of(9, 30), LocalTime.of(16, 0)))
        .build();
  }

  /** Ticks of a fortnight around that day, many of them at the edges of sessions. */
  private static List<Tick> around(TradingCalendar calendar, LocalDate day, Random random) {
    List<Instant> edges = new ArrayList<>();
    calendar
        .sessions(day.minusDays(7), day.plusDays(7))
        .forEach(session ->
            session.phases().forEach(phase -> edges.addAll(List.of(phase.from(), phase.to()))));
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instant edge = Sample.one(random, edges);
      Instant at =
          switch (random.nextInt(4)) {
            case 0 -> edge;
            case 1 -> edge.minusNanos(1_000);
            default -> edge.plusSeconds(random.nextInt(8 * 3_600) - 4L * 3_600);
          };
      ticks.add(new Tick(
          "X", "P", at, BigDecimal.valueOf(random.nextInt(900) - 100, 2), BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  private static void store(Entasis entasis, String... times) {
    Sample.store(entasis, Stream.of(times).map(at -> tick("X", at, "1")).toList());
  }

  private static String described(Bar bar) {
    return bar.start() + " " + Duration.between(bar.start(), bar.end()) + " " + bar.ticks();
  }
}
