package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars aligned to the clocks of a zone, over every kind of change that clocks make. */
@EntasisTest
class BarZoneTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final List<BarSize> SIZES = Stream.of(
          "20m", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "1d", "2d", "7d", "31d", "1mo")
      .map(BarSize::parse)
      .toList();
  private static final List<LocalTime> TIMES =
      List.of(LocalTime.MIDNIGHT, LocalTime.of(8, 0), LocalTime.of(9, 30), LocalTime.of(17, 0));

  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "America/New_York, 2024-03-10",
    "America/New_York, 2024-11-03",
    "America/Havana, 2024-03-10",
    "America/Havana, 2024-11-03",
    "America/Sao_Paulo, 2018-11-04",
    "America/Sao_Paulo, 2018-02-18",
    "Europe/London, 2024-03-31",
    "Australia/Lord_Howe, 2024-04-07",
    "Australia/Lord_Howe, 2024-10-06",
    "Asia/Kolkata, 2024-03-01",
    "Asia/Kathmandu, 2024-03-01",
    "Asia/Tehran, 2022-03-22",
    "Africa/Casablanca, 2024-03-10",
    "Antarctica/Troll, 2024-03-31",
    "America/Nuuk, 2024-03-31",
    "+05:45, 2024-02-29",
    "UTC, 2024-02-29"
  })
  void changesOfTheClockAgreeWithTheModel(ZoneId zone, LocalDate day, TestDatabase database) {
    assertAgrees(zone, day, database);
  }

  @Test
  void aDayThatIsLeftOutAgreesWithTheModel(TestDatabase database) {
    assertAgrees(ZoneId.of("Pacific/Apia"), LocalDate.of(2011, 12, 30), database);
  }

  private static void assertAgrees(ZoneId zone, LocalDate day, TestDatabase database) {
    Random random = new Random(day.toEpochDay());
    List<Tick> arrived = around(day, zone, random);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      List<BarSize> sizes = new ArrayList<>(SIZES);
      Collections.shuffle(sizes, random);
      for (BarSize size : sizes.subList(0, 6)) {
        LocalDateTime origin =
            LocalDate.of(2000, 1, 1 + random.nextInt(28)).atTime(Sample.one(random, TIMES));
        String what = size + " from " + origin;
        BarQuery query = entasis.bars().of("X", size).in(zone);

        assertThat(query.list())
            .as(what)
            .isEqualTo(new BarModel(size, zone, BarModel.MONDAY).bars(arrived));
        BarModel shifted = new BarModel(size, zone, origin);
        assertThat(query.origin(origin).list()).as(what).isEqualTo(shifted.bars(arrived));

        Instant from = Sample.one(random, arrived).timestamp();
        Instant to = from.plusSeconds(random.nextInt(6 * 86_400));
        List<Tick> inside = arrived.stream()
            .filter(tick -> TimeRange.of(from, to).contains(tick.timestamp()))
            .toList();
        BarQueryTest.assertSame(
            query.origin(origin).during(TimeRange.of(from, to)), shifted.bars(inside), what);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void anyZoneThatJavaKnowsAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.contains("/"))
        .sorted()
        .toList();
    try (Entasis entasis = Pools.ofOne(database)) {
      List<Tick> arrived = Sample.random(random, 300);
      Sample.store(entasis, arrived);
      for (int i = 0; i < 25; i++) {
        ZoneId zone = ZoneId.of(Sample.one(random, zones));
        BarSize size = Sample.one(random, SIZES);
        assertThat(entasis.bars().of(Sample.SYMBOLS, size).in(zone).list())
            .as("%s in %s", size, zone)
            .isEqualTo(new BarModel(size, zone, BarModel.MONDAY).bars(arrived));
      }
    }
  }

  @Test
  void daysOfNewYorkLast23And25Hours(Entasis entasis) {
    store(
        entasis,
        "2024-03-10T04:59:59.999999Z",
        "2024-03-10T05:00:00Z",
        "2024-03-11T03:59:59.999999Z",
        "2024-03-11T04:00:00Z",
        "2024-11-03T03:59:59Z",
        "2024-11-03T04:00:00Z",
        "2024-11-04T04:59:59.999999Z",
        "2024-11-04T05:00:00Z");

    assertThat(entasis.bars().of("X", BarSize.ofDays(1)).in(NEW_YORK).list())
        .extracting(BarZoneTest::described)
        .containsExactly(
            "2024-03-09T05:00:00Z PT24H 1",
            "2024-03-10T05:00:00Z PT23H 2",
            "2024-03-11T04:00:00Z PT24H 1",
            "2024-11-02T04:00:00Z PT24H 1",
            "2024-11-03T04:00:00Z PT25H 2",
            "2024-11-04T05:00:00Z PT24H 1");
  }

  @Test
  void fourHoursAreCountedFromTheStartOfTheLocalDayAndEndWithIt(Entasis entasis) {
    List<Tick> ticks = new ArrayList<>();
    for (String day : List.of("2024-03-10T05:00:00Z", "2024-11-03T04:00:00Z")) {
      for (int hour = 0; hour < 25; hour++) {
        ticks.add(tick("X", Instant.parse(day).plus(Duration.ofHours(hour)).toString(), "1"));
      }
    }
    Sample.store(entasis, ticks);
    BarQuery query = entasis.bars().of("X", BarSize.ofHours(4)).in(NEW_YORK);

    assertThat(query.before(Instant.parse("2024-03-11T04:00:00Z")).list())
        .extracting(BarZoneTest::described)
        .containsExactly(
            "2024-03-10T05:00:00Z PT4H 4",
            "2024-03-10T09:00:00Z PT4H 4",
            "2024-03-10T13:00:00Z PT4H 4",
            "2024-03-10T17:00:00Z PT4H 4",
            "2024-03-10T21:00:00Z PT4H 4",
            "2024-03-11T01:00:00Z PT3H 3");
    assertThat(query.since(Instant.parse("2024-11-03T04:00:00Z")).list())
        .extracting(BarZoneTest::described)
        .containsExactly(
            "2024-11-03T04:00:00Z PT4H 4",
            "2024-11-03T08:00:00Z PT4H 4",
            "2024-11-03T12:00:00Z PT4H 4",
            "2024-11-03T16:00:00Z PT4H 4",
            "2024-11-03T20:00:00Z PT4H 4",
            "2024-11-04T00:00:00Z PT4H 4",
            "2024-11-04T04:00:00Z PT1H 1");
  }

  @Test
  void aMidnightThatOccursTwiceCountsOnceAndOneThatIsSkippedIsTheChange(Entasis entasis) {
    ZoneId havana = ZoneId.of("America/Havana");
    ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
    store(
        entasis,
        "2018-11-04T02:59:59Z",
        "2018-11-04T03:00:00Z",
        "2018-11-05T01:59:59Z",
        "2024-11-03T03:59:59Z",
        "2024-11-03T04:00:00Z",
        "2024-11-03T05:30:00Z",
        "2024-11-04T04:59:59Z",
        "2024-11-04T05:00:00Z");
    BarQuery days = entasis.bars().of("X", BarSize.ofDays(1));

    assertThat(days.in(havana).since(Instant.parse("2024-01-01T00:00:00Z")).list())
        .extracting(BarZoneTest::described)
        .containsExactly(
            "2024-11-02T04:00:00Z PT24H 1",
            "2024-11-03T04:00:00Z PT25H 3",
            "2024-11-04T05:00:00Z PT24H 1");
    assertThat(days.in(saoPaulo).before(Instant.parse("2020-01-01T00:00:00Z")).list())
        .extracting(BarZoneTest::described)
        .containsExactly("2018-11-03T03:00:00Z PT24H 1", "2018-11-04T03:00:00Z PT23H 2");
  }

  @Test
  void theDayOfCurrenciesBeginsAtFiveInNewYork(Entasis entasis) {
    store(
        entasis,
        "2024-03-08T21:59:59Z",
        "2024-03-08T22:00:00Z",
        "2024-03-10T20:59:59Z",
        "2024-03-10T21:00:00Z",
        "2024-03-11T20:59:59Z");
    BarQuery query = entasis
        .bars()
        .of("X", BarSize.ofDays(1))
        .origin(LocalDateTime.of(2000, 1, 2, 17, 0))
        .in(NEW_YORK);

    assertThat(query.list())
        .extracting(BarZoneTest::described)
        .containsExactly(
            "2024-03-07T22:00:00Z PT24H 1",
            "2024-03-08T22:00:00Z PT24H 1",
            "2024-03-09T22:00:00Z PT23H 1",
            "2024-03-10T21:00:00Z PT24H 2");
  }

  @Test
  void zonesWithHalfAndQuarterHoursKeepTheirClocks(Entasis entasis) {
    store(entasis, "2024-03-01T18:29:59Z", "2024-03-01T18:30:00Z", "2024-03-01T18:45:00Z");

    assertThat(entasis
            .bars()
            .of("X", BarSize.ofHours(1))
            .in(ZoneId.of("Asia/Kolkata"))
            .list())
        .extracting(BarZoneTest::described)
        .containsExactly("2024-03-01T17:30:00Z PT1H 1", "2024-03-01T18:30:00Z PT1H 2");
    assertThat(entasis
            .bars()
            .of("X", BarSize.ofHours(1))
            .in(ZoneId.of("Asia/Kathmandu"))
            .list())
        .extracting(BarZoneTest::described)
        .containsExactly("2024-03-01T18:15:00Z PT1H 3");
  }

  @Test
  void aMonthBeginsAtTheLocalTimeOfTheOrigin(Entasis entasis) {
    store(
        entasis,
        "2024-03-01T04:59:59Z",
        "2024-03-01T05:00:00Z",
        "2024-04-01T03:59:59Z",
        "2024-04-01T04:00:00Z",
        "2024-04-01T21:00:00Z");
    BarQuery months = entasis.bars().of("X", BarSize.ofMonth()).in(NEW_YORK);

    assertThat(months.list())
        .extracting(bar -> bar.start() + " " + bar.end() + " " + bar.ticks())
        .containsExactly(
            "2024-02-01T05:00:00Z 2024-03-01T05:00:00Z 1",
            "2024-03-01T05:00:00Z 2024-04-01T04:00:00Z 2",
            "2024-04-01T04:00:00Z 2024-05-01T04:00:00Z 2");
    assertThat(months.origin(LocalDateTime.of(2000, 1, 3, 17, 0)).list())
        .extracting(bar -> bar.start() + " " + bar.end() + " " + bar.ticks())
        .containsExactly(
            "2024-02-01T22:00:00Z 2024-03-01T22:00:00Z 2",
            "2024-03-01T22:00:00Z 2024-04-01T21:00:00Z 2",
            "2024-04-01T21:00:00Z 2024-05-01T21:00:00Z 1");
  }

  @Test
  void aSkippedLocalTimeCountsAsTheMomentOfTheChange(Entasis entasis) {
    store(entasis, "2024-03-10T06:59:59Z", "2024-03-10T07:00:00Z", "2024-03-10T07:29:59Z");
    LocalDateTime halfPastTwo = LocalDateTime.of(2000, 1, 3, 2, 30);

    assertThat(entasis
            .bars()
            .of("X", BarSize.ofDays(1))
            .in(NEW_YORK)
            .origin(halfPastTwo)
            .list())
        .extracting(BarZoneTest::described)
        .containsExactly("2024-03-09T07:30:00Z PT23H30M 1", "2024-03-10T07:00:00Z PT23H30M 2");
  }

  @Test
  void sizesThatDoNotDivideADayAreRefusedInZonesWithDaylightSaving(Entasis entasis) {
    for (String size : List.of("7s", "7m", "5h", "23h", "13h", "50m")) {
      BarQuery query = entasis.bars().of("X", BarSize.parse(size));

      assertThatThrownBy(() -> query.in(NEW_YORK))
          .as(size)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("America/New_York");
      assertThat(query.in(ZoneOffset.ofHours(-5)).list()).isEmpty();
      assertThat(query.in(ZoneId.of("UTC")).list()).isEmpty();
    }
  }

  @Test
  void longerSizesThatAreNoWholeDaysAreRefusedToo(Entasis entasis) {
    for (String size : List.of("25h", "36h", "1441m", "100000s")) {
      BarQuery query = entasis.bars().of("X", BarSize.parse(size));

      assertThatThrownBy(() -> query.in(NEW_YORK))
          .as(size)
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void theHourlyViewIsTheBarsOfOneHourInEverySession(Entasis entasis, TestDatabase database) {
    List<Tick> arrived = Sample.random(new Random(3), 400);
    Sample.store(entasis, arrived);
    List<String> expected = entasis.bars().of(Sample.SYMBOLS, BarSize.ofHours(1)).list().stream()
        .map(bar -> Stream.of(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume())
            .map(number -> number.setScale(8).toPlainString())
            .reduce(bar.symbol() + "|" + bar.start().getEpochSecond(), (a, b) -> a + "|" + b))
        .toList();

    for (String zone : List.of("UTC", "Asia/Kolkata", "America/New_York", "Asia/Kathmandu")) {
      LentConnection session = new LentConnection(database, true);
      try {
        assertThat(session.query("select set_config('TimeZone', '" + zone + "', false)"))
            .containsExactly(zone);
        assertThat(
                session.query("select concat_ws('|', symbol, extract(epoch from timeframe)::bigint,"
                    + " open, high, low, close, volume) from mv_ohlcv_1h"
                    + " order by symbol collate \"C\", timeframe"))
            .as(zone)
            .isEqualTo(expected);
      } catch (SQLException e) {
        throw new AssertionError(e);
      } finally {
        session.end();
      }
    }
  }

  /** Ticks of a fortnight around midnight of that day, some of them exactly on whole hours, some at the same instant. */
  private static List<Tick> around(LocalDate day, ZoneId zone, Random random) {
    Instant middle = day.atStartOfDay(zone).toInstant();
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int spread = random.nextBoolean() ? 7 * 86_400 : 8 * 3_600;
      long seconds = (long) random.nextInt(2 * spread) - spread;
      Instant at =
          switch (random.nextInt(4)) {
            case 0 -> middle.plusSeconds(Math.floorDiv(seconds, 1_800) * 1_800);
            case 1 -> middle.plusSeconds(Math.floorDiv(seconds, 1_800) * 1_800).minusNanos(1_000);
            default -> middle.plusSeconds(seconds);
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
