package io.entasis.calendar;

import static io.entasis.calendar.TradingCalendars.XCME;
import static io.entasis.calendar.TradingCalendars.XNYS;
import static io.entasis.calendar.TradingCalendars.XTKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.error.OutsideCalendarException;
import io.entasis.market.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar answers, and calendars of one's own. */
class TradingCalendarTest {

  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final SessionHours HOURS = hours("09:00", "17:20");

  @ParameterizedTest
  @CsvSource({
    "2024-07-03T13:29:59Z,",
    "2024-07-03T13:30:00Z, 2024-07-03",
    "2024-07-03T16:59:59.999999Z, 2024-07-03",
    "2024-07-03T17:00:00Z,",
    "2024-07-04T15:00:00Z,",
    "2027-12-31T23:00:00Z,"
  })
  void anInstantBelongsToOneSessionOrNone(Instant instant, LocalDate day) {
    assertThat(XNYS.findSessionAt(instant).map(TradingSession::day))
        .isEqualTo(Optional.ofNullable(day));
  }

  @Test
  void anEveningBelongsToTheNextDay() {
    Instant sunday = Instant.parse("2024-03-10T22:00:00Z");

    assertThat(XCME.findSessionAt(sunday).map(TradingSession::day))
        .contains(LocalDate.of(2024, 3, 11));
    assertThat(XCME.findSessionAt(sunday.minusNanos(1_000))).isEmpty();
  }

  @Test
  void nothingTradesInABreak() {
    TradingSession session = XTKS.findSession(LocalDate.of(2024, 6, 3)).orElseThrow();

    assertThat(session.breaks())
        .containsExactly(TimeRange.of(
            Instant.parse("2024-06-03T02:30:00Z"), Instant.parse("2024-06-03T03:30:00Z")));
    assertThat(XTKS.findSessionAt(session.breaks().get(0).from())).isEmpty();
    assertThat(XTKS.findSessionAt(session.breaks().get(0).to())).contains(session);
    assertThat(session.range().contains(session.breaks().get(0).from())).isTrue();
  }

  @Test
  void tradingDaysAreCountedOverHolidaysAndWeekends() {
    assertThat(XNYS.nextTradingDay(LocalDate.of(2024, 7, 3))).isEqualTo("2024-07-05");
    assertThat(XNYS.nextTradingDay(LocalDate.of(2012, 10, 26))).isEqualTo("2012-10-31");
    assertThat(XTKS.previousTradingDay(LocalDate.of(2019, 5, 7))).isEqualTo("2019-04-26");
    assertThat(XNYS.sessions(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 7, 8)))
        .hasSize(4);
    assertThat(XNYS.sessions(FIRST, FIRST)).isEmpty();
    assertThatThrownBy(() -> XNYS.nextTradingDay(LocalDate.of(2027, 12, 31)))
        .isInstanceOf(OutsideCalendarException.class);
    assertThatThrownBy(() -> XNYS.previousTradingDay(LocalDate.of(2010, 1, 4)))
        .isInstanceOf(OutsideCalendarException.class);
    assertThatThrownBy(() -> XNYS.sessions(LocalDate.of(2027, 12, 1), LocalDate.of(2028, 1, 2)))
        .isInstanceOf(OutsideCalendarException.class);
  }

  @Test
  void withoutExtendedHoursThereAreNone() {
    assertThatThrownBy(XTKS::extended)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("XTKS");
    assertThat(XNYS.extended()).hasToString("XNYS extended");
  }

  @Test
  void anAppBringsItsOwn() {
    TradingCalendar calendar = builder()
        .hours(WEEK, HOURS.extendedTo(LocalTime.of(8, 0), LocalTime.of(18, 0)))
        .hoursFrom(LocalDate.of(2024, 6, 3), EnumSet.of(DayOfWeek.MONDAY), hours("10:00", "12:00"))
        .closedOn(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 6))
        .halfDay(LocalDate.of(2024, 1, 5), LocalTime.of(13, 0))
        .special(LocalDate.of(2024, 1, 7), hours("11:00", "12:00"))
        .build();

    assertThat(calendar.sessions(FIRST, LocalDate.of(2024, 1, 9)))
        .extracting(session -> session.day() + " " + session.range())
        .containsExactly(
            "2024-01-02 [2024-01-02T08:00:00Z, 2024-01-02T16:20:00Z)",
            "2024-01-03 [2024-01-03T08:00:00Z, 2024-01-03T16:20:00Z)",
            "2024-01-04 [2024-01-04T08:00:00Z, 2024-01-04T16:20:00Z)",
            "2024-01-05 [2024-01-05T08:00:00Z, 2024-01-05T12:00:00Z)",
            "2024-01-07 [2024-01-07T10:00:00Z, 2024-01-07T11:00:00Z)",
            "2024-01-08 [2024-01-08T08:00:00Z, 2024-01-08T16:20:00Z)");
    assertThat(calendar
            .extended()
            .findSession(LocalDate.of(2024, 1, 5))
            .orElseThrow()
            .range())
        .hasToString("[2024-01-05T07:00:00Z, 2024-01-05T12:40:00Z)");
    assertThat(calendar.findSession(LocalDate.of(2024, 6, 4))).isEmpty();
    assertThat(calendar.findSession(LocalDate.of(2024, 6, 10)).orElseThrow().range())
        .hasToString("[2024-06-10T08:00:00Z, 2024-06-10T10:00:00Z)");
  }

  @Test
  void roundTheClockIsACalendarToo() {
    TradingCalendar calendar =
        builder().hours(EnumSet.allOf(DayOfWeek.class), hours("17:00", "17:00")).build();

    assertThat(calendar.findSession(LocalDate.of(2024, 3, 31)).orElseThrow().range())
        .hasToString("[2024-03-30T16:00:00Z, 2024-03-31T15:00:00Z)");
    assertThat(calendar.findSessionAt(Instant.parse("2024-06-01T15:00:00Z")))
        .map(TradingSession::day)
        .contains(LocalDate.of(2024, 6, 2));
  }

  @Test
  void aSkippedOpeningIsTheMomentOfTheChange() {
    TradingCalendar calendar =
        builder().hours(EnumSet.allOf(DayOfWeek.class), hours("02:30", "12:00")).build();

    assertThat(calendar.findSession(LocalDate.of(2024, 3, 31)).orElseThrow().open())
        .isEqualTo("2024-03-31T01:00:00Z");
    assertThat(calendar.findSession(LocalDate.of(2024, 10, 27)).orElseThrow().open())
        .isEqualTo("2024-10-27T00:30:00Z");
  }

  @Test
  void aDayIsGivenOnce() {
    TradingCalendarBuilder builder = builder().hours(WEEK, HOURS).closedOn(FIRST);

    assertThatThrownBy(() -> builder.closedOn(FIRST)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.halfDay(FIRST, LocalTime.NOON))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.special(FIRST, HOURS))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.hours(WEEK, HOURS)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.covering(FIRST, FIRST))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.closedOn(LocalDate.of(2025, 1, 1)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatNeedsTheWholePictureIsCheckedAtTheEnd() {
    assertThatThrownBy(() -> builder().build()).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> TradingCalendar.builder("X", ZoneId.of("UTC")).hours(WEEK, HOURS))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder()
            .hours(WEEK, HOURS)
            .halfDay(LocalDate.of(2024, 1, 6), LocalTime.NOON)
            .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2024-01-06");
    assertThatThrownBy(() -> builder()
            .hours(WEEK, HOURS)
            .special(LocalDate.of(2024, 1, 3), hours("17:00", "16:00"))
            .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2024-01-03");
  }

  @Test
  void hoursHaveTheirPlace() {
    assertThatThrownBy(() -> hours("09:00:30", "17:00")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> HOURS.withBreak(LocalTime.of(8, 0), LocalTime.of(10, 0)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> HOURS
            .withBreak(LocalTime.of(12, 0), LocalTime.of(13, 0))
            .withBreak(LocalTime.of(12, 30), LocalTime.of(14, 0)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> HOURS.extendedTo(LocalTime.of(9, 30), LocalTime.of(20, 0)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> hours("17:00", "16:00").extendedTo(LocalTime.of(16, 30), LocalTime.of(16, 0)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> HOURS.closingAt(LocalTime.of(18, 0)))
        .isInstanceOf(InvalidInputException.class);
    SessionHours noon = HOURS.withBreak(LocalTime.of(12, 0), LocalTime.of(13, 0));
    assertThat(noon.closingAt(LocalTime.of(12, 0))).isEqualTo(hours("09:00", "12:00"));
    assertThat(noon.closingAt(LocalTime.of(14, 0)).breaks()).isEqualTo(noon.breaks());
    assertThatThrownBy(() -> noon.closingAt(LocalTime.of(12, 30)))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zone Europe/Paris;days 2024-01-01 2024-12-31;closed 2024 01-01",
        "zone Europe/Paris;days 2024-01-01 2024-12-31;hours 2024-01-01 MON-FRI | 09:00-17:00;closed 2024 01-06",
        "zone Europe/Paris;days 2024-01-01 2024-12-31;hours 2024-01-01 MON-FRI | 09:00-17:00;closed 2024 01-01 01-01",
        "days 2024-01-01 2024-12-31;hours 2024-01-01 MON-FRI | 09:00-17:00",
        "zone Europe/Paris;days 2024-01-01 2024-12-31;hours 2024-01-01 MOO | 09:00-17:00"
      })
  void aFileWithAMistakeIsNoCalendar(String lines) {
    List<String> file = Stream.of(lines.split(";")).toList();

    assertThatThrownBy(() -> CalendarFile.parse("X", file))
        .isInstanceOf(InvalidInputException.class);
  }

  private static TradingCalendarBuilder builder() {
    return TradingCalendar.builder("MINE", ZoneId.of("Europe/Zurich"))
        .covering(FIRST, LocalDate.of(2024, 12, 31));
  }

  private static SessionHours hours(String opens, String closes) {
    return SessionHours.of(LocalTime.parse(opens), LocalTime.parse(closes));
  }
}
