package io.entasis.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.NotFoundException;
import io.entasis.error.OutsideCalendarException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled calendars against facts that can be looked up in the tables of the exchanges. */
class TradingCalendarsTest {

  @ParameterizedTest
  @CsvSource({
    "XNYS, 252 252 250 252 252 252 252 251 251 252 253 252 251 250 252 250 251 251",
    "XNAS, 252 252 250 252 252 252 252 251 251 252 253 252 251 250 252 250 251 251",
    "XLON, 253 251 252 253 253 253 253 252 253 253 254 253 250 251 254 253 253 253",
    "XTKS, 245 245 248 245 244 244 245 247 245 241 242 245 244 246 245 243 242 244",
    "XKRX, 251 248 248 247 245 248 246 243 244 246 248 248 246 245 244 242 244 245",
    "XCME, 259 258 259 258 258 259 258 257 258 258 259 259 258 258 259 258 259 258"
  })
  void aYearHasThatManyTradingDays(String mic, String numbers) {
    List<Integer> counted = IntStream.rangeClosed(2010, 2027)
        .mapToObj(year -> TradingCalendars.of(mic)
            .sessions(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1))
            .size())
        .toList();

    assertThat(counted)
        .isEqualTo(Stream.of(numbers.split(" ")).map(Integer::valueOf).toList());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    // storms, days of mourning, Juneteenth, Good Friday, holidays moved from Saturday and Sunday
    "XNYS, 2012-10-29 2012-10-30 2018-12-05 2025-01-09 2022-06-20 2023-06-19 2027-06-18",
    "XNYS, 2010-04-02 2015-04-03 2018-03-30 2024-03-29 2025-04-18 2027-03-26",
    "XNYS, 2010-12-24 2011-12-26 2012-01-02 2015-07-03 2021-12-24 2022-12-26 2026-07-03",
    "XNAS, 2012-10-29 2012-10-30 2018-12-05 2025-01-09 2024-06-19 2024-11-28",
    // royal events, Easter, days in lieu
    "XLON, 2011-04-29 2012-06-05 2022-06-02 2022-06-03 2022-09-19 2023-05-08 2020-05-08",
    "XLON, 2024-04-01 2010-12-28 2015-12-28 2021-12-27 2022-01-03 2016-12-27",
    // the ten days of 2019, the Olympic Games, the failure of 2020, the end of the year, the
    // Emperor's birthday
    "XTKS, 2019-04-29 2019-04-30 2019-05-01 2019-05-02 2019-05-03 2019-05-06 2019-10-22",
    "XTKS, 2020-07-23 2020-07-24 2020-08-10 2021-07-22 2021-07-23 2021-08-09 2020-10-01",
    "XTKS, 2013-12-31 2014-01-02 2014-01-03 2018-12-24 2020-02-24 2015-09-22 2026-09-22",
    // lunar new year and harvest, elections, Buddha's birthday, days in lieu, one-time holidays
    "XKRX, 2013-02-11 2015-02-19 2017-01-27 2024-02-09 2025-01-29 2026-02-17 2027-02-08",
    "XKRX, 2013-09-19 2017-10-04 2020-10-01 2024-09-17 2025-10-06 2026-09-25 2027-09-15",
    "XKRX, 2012-12-19 2017-05-09 2022-03-09 2024-04-10 2025-06-03 2026-06-03",
    "XKRX, 2015-08-14 2016-05-06 2020-08-17 2023-10-02 2024-10-01 2025-01-27 2021-10-11",
    "XKRX, 2024-05-15 2023-05-29 2010-12-31 2017-12-29 2024-12-31 2013-10-09 2014-05-01",
    "XCME, 2010-01-01 2011-04-22 2018-03-30 2022-04-15 2024-03-29 2025-04-18 2024-12-25"
  })
  void theseDaysAreClosed(String mic, String days) {
    assertThat(dates(days)).noneMatch(day -> TradingCalendars.of(mic).isTradingDay(day));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "XNYS, 2021-06-18 2021-06-21 2022-01-03 2011-01-03 2021-12-31 2012-10-31 2018-12-06",
    "XNAS, 2021-12-31 2025-01-08 2025-01-10",
    "XLON, 2022-05-30 2020-05-04 2011-05-03",
    "XTKS, 2010-12-30 2020-07-20 2021-10-11 2019-12-23 2020-12-23 2020-10-02 2015-08-11",
    "XKRX, 2012-10-09 2013-02-12 2025-07-17 2021-05-06 2018-06-14"
  })
  void theseDaysTrade(String mic, String days) {
    assertThat(dates(days)).allMatch(day -> TradingCalendars.of(mic).isTradingDay(day));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    // daylight saving on both sides of the Atlantic, with the weeks in which only one side has it
    "XNYS, 2024-03-08, 2024-03-08T14:30:00Z/2024-03-08T21:00:00Z",
    "XNYS, 2024-03-11, 2024-03-11T13:30:00Z/2024-03-11T20:00:00Z",
    "XNYS, 2024-11-01, 2024-11-01T13:30:00Z/2024-11-01T20:00:00Z",
    "XNYS, 2024-11-04, 2024-11-04T14:30:00Z/2024-11-04T21:00:00Z",
    "XLON, 2024-03-28, 2024-03-28T08:00:00Z/2024-03-28T16:30:00Z",
    "XLON, 2024-04-02, 2024-04-02T07:00:00Z/2024-04-02T15:30:00Z",
    "XLON, 2024-10-28, 2024-10-28T08:00:00Z/2024-10-28T16:30:00Z",
    // early closes
    "XNYS, 2012-11-23, 2012-11-23T14:30:00Z/2012-11-23T18:00:00Z",
    "XNYS, 2019-07-03, 2019-07-03T13:30:00Z/2019-07-03T17:00:00Z",
    "XNYS, 2024-12-24, 2024-12-24T14:30:00Z/2024-12-24T18:00:00Z",
    "XNYS, 2013-07-03, 2013-07-03T13:30:00Z/2013-07-03T17:00:00Z",
    "XNYS, 2015-07-02, 2015-07-02T13:30:00Z/2015-07-02T20:00:00Z",
    "XNAS, 2025-11-28, 2025-11-28T14:30:00Z/2025-11-28T18:00:00Z",
    "XLON, 2011-12-23, 2011-12-23T08:00:00Z/2011-12-23T12:30:00Z",
    "XLON, 2023-12-29, 2023-12-29T08:00:00Z/2023-12-29T12:30:00Z",
    "XLON, 2024-12-31, 2024-12-31T08:00:00Z/2024-12-31T12:30:00Z",
    // changes of the hours, breaks
    "XTKS, 2011-11-18, 2011-11-18T00:00:00Z/2011-11-18T02:00:00Z 2011-11-18T03:30:00Z/2011-11-18T06:00:00Z",
    "XTKS, 2011-11-21, 2011-11-21T00:00:00Z/2011-11-21T02:30:00Z 2011-11-21T03:30:00Z/2011-11-21T06:00:00Z",
    "XTKS, 2024-11-01, 2024-11-01T00:00:00Z/2024-11-01T02:30:00Z 2024-11-01T03:30:00Z/2024-11-01T06:00:00Z",
    "XTKS, 2024-11-05, 2024-11-05T00:00:00Z/2024-11-05T02:30:00Z 2024-11-05T03:30:00Z/2024-11-05T06:30:00Z",
    "XKRX, 2016-07-29, 2016-07-29T00:00:00Z/2016-07-29T06:00:00Z",
    "XKRX, 2016-08-01, 2016-08-01T00:00:00Z/2016-08-01T06:30:00Z",
    // late opens: the first day of the year, and the day of the test
    "XKRX, 2024-01-02, 2024-01-02T01:00:00Z/2024-01-02T06:30:00Z",
    "XKRX, 2015-11-12, 2015-11-12T01:00:00Z/2015-11-12T07:00:00Z",
    "XKRX, 2023-11-16, 2023-11-16T01:00:00Z/2023-11-16T07:30:00Z",
    "XKRX, 2020-12-03, 2020-12-03T01:00:00Z/2020-12-03T07:30:00Z",
    // a session of the evening before
    "XCME, 2010-06-08, 2010-06-07T20:30:00Z/2010-06-07T21:30:00Z 2010-06-07T22:00:00Z/2010-06-08T20:15:00Z",
    "XCME, 2012-11-16, 2012-11-15T21:30:00Z/2012-11-15T22:30:00Z 2012-11-15T23:00:00Z/2012-11-16T21:15:00Z",
    "XCME, 2012-11-19, 2012-11-18T23:00:00Z/2012-11-19T21:15:00Z 2012-11-19T21:30:00Z/2012-11-19T22:15:00Z",
    "XCME, 2015-09-21, 2015-09-20T22:00:00Z/2015-09-21T20:15:00Z 2015-09-21T20:30:00Z/2015-09-21T21:00:00Z",
    "XCME, 2024-03-11, 2024-03-10T22:00:00Z/2024-03-11T21:00:00Z",
    "XCME, 2012-10-29, 2012-10-28T22:00:00Z/2012-10-29T13:15:00Z",
    "XCME, 2025-01-09, 2025-01-08T23:00:00Z/2025-01-09T14:30:00Z",
    "XCME, 2018-12-05, 2018-12-04T23:00:00Z/2018-12-05T14:30:00Z",
    "XCME, 2023-04-07, 2023-04-06T22:00:00Z/2023-04-07T13:15:00Z",
    "XCME, 2024-07-04, 2024-07-03T22:00:00Z/2024-07-04T17:00:00Z",
    "XCME, 2024-07-03, 2024-07-02T22:00:00Z/2024-07-03T17:15:00Z"
  })
  void aDayTradesFromThenToThen(String mic, LocalDate day, String phases) {
    assertThat(TradingCalendars.of(mic).findSession(day).orElseThrow().phases())
        .extracting(phase -> phase.from() + "/" + phase.to())
        .containsExactly(phases.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"XNYS", "XNAS"})
  void extendedHoursAreAroundTheRegularOnes(String mic) {
    TradingCalendar extended = TradingCalendars.of(mic).extended();

    assertThat(extended.findSession(LocalDate.of(2024, 1, 10)).orElseThrow().range())
        .hasToString("[2024-01-10T09:00:00Z, 2024-01-11T01:00:00Z)");
    assertThat(extended.findSession(LocalDate.of(2024, 7, 3)).orElseThrow().range())
        .hasToString("[2024-07-03T08:00:00Z, 2024-07-03T21:00:00Z)");
    assertThat(extended.isTradingDay(LocalDate.of(2024, 7, 4))).isFalse();
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "XNYS, 2012, 2012-07-03 2012-11-23 2012-12-24",
    "XNYS, 2022, 2022-11-25",
    "XNYS, 2024, 2024-07-03 2024-11-29 2024-12-24",
    "XLON, 2017, 2017-12-22 2017-12-29",
    "XLON, 2022, 2022-12-23 2022-12-30"
  })
  void theseAreAllTheShortDaysOfAYear(String mic, int year, String days) {
    TradingCalendar calendar = TradingCalendars.of(mic);
    Duration usual = mic.equals("XNYS") ? Duration.ofMinutes(390) : Duration.ofMinutes(510);

    assertThat(calendar.sessions(Year.of(year).atDay(1), Year.of(year + 1).atDay(1)))
        .filteredOn(session -> !session.range().length().equals(usual))
        .extracting(TradingSession::day)
        .isEqualTo(dates(days));
  }

  @Test
  void aCalendarIsAValue() {
    assertThat(TradingCalendars.XNYS.extended())
        .isEqualTo(TradingCalendars.XNYS.extended())
        .hasSameHashCodeAs(TradingCalendars.XNYS.extended())
        .isNotEqualTo(TradingCalendars.XNYS)
        .isNotEqualTo(TradingCalendars.XNAS.extended());
  }

  @Test
  void sessionsFollowEachOtherAndBelongToTheDayOnWhichTheyEnd() {
    for (TradingCalendar calendar : TradingCalendars.all()) {
      List<TradingSession> sessions =
          calendar.sessions(calendar.first(), calendar.last().plusDays(1));
      Instant closed = Instant.MIN;
      for (TradingSession session : sessions) {
        assertThat(session.open()).as("%s of %s", session, calendar).isAfterOrEqualTo(closed);
        closed = session.close();
        assertThat(closed.atZone(calendar.zone()).toLocalDate()).isEqualTo(session.day());
        assertThat(session.day().getDayOfWeek().getValue()).isLessThanOrEqualTo(5);
        assertThat(session.open().getEpochSecond() % 60).isZero();
        assertThat(closed.getEpochSecond() % 60).isZero();
      }
    }
  }

  @Test
  void aDayOutsideIsAnErrorThatSaysWhatIsCovered() {
    for (TradingCalendar calendar : TradingCalendars.all()) {
      assertThatThrownBy(() -> calendar.findSession(LocalDate.of(2028, 1, 3)))
          .isInstanceOfSatisfying(OutsideCalendarException.class, outside -> {
            assertThat(outside.calendar()).isEqualTo(calendar.name());
            assertThat(outside.first()).isEqualTo("2010-01-01");
            assertThat(outside.last()).isEqualTo("2027-12-31");
          })
          .hasMessageContainingAll(calendar.name(), "2010-01-01", "2027-12-31", "2028-01-03");
      assertThatThrownBy(() -> calendar.isTradingDay(LocalDate.of(2009, 12, 31)))
          .isInstanceOf(OutsideCalendarException.class);
    }
  }

  @Test
  void aMarketWithoutCalendarIsNotFound() {
    assertThatThrownBy(() -> TradingCalendars.of("XABC"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContainingAll("XABC", "XNYS");
    assertThat(TradingCalendars.of("XTKS")).isSameAs(TradingCalendars.XTKS).hasToString("XTKS");
  }

  private static List<LocalDate> dates(String days) {
    return Stream.of(days.split(" ")).map(LocalDate::parse).toList();
  }
}
