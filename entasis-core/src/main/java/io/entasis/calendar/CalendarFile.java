package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads a calendar as people write it: a zone, the days covered, hours by day of the week from a date on, closed days and days with hours of
 * their own by year.
 *
 * <pre>
 * zone Asia/Tokyo
 * days 2010-01-01 2027-12-31
 * hours 2011-11-21 MON-FRI | 09:00-15:00 break 11:30-12:30
 * closed 2010 01-01 01-11
 * special 2010 12-30 | 09:00-11:00
 * </pre>
 */
final class CalendarFile {

  private static final int KIND = 0;
  private static final int FIRST_OPERAND = 1;
  private static final int SECOND_OPERAND = 2;

  private CalendarFile() {}

  /** The calendar of that market identifier code. */
  static TradingCalendar read(String mic) {
    String file = mic + ".txt";
    try (InputStream bytes =
        Objects.requireNonNull(CalendarFile.class.getResourceAsStream(file), file)) {
      return parse(
          mic, new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * The calendar that the lines describe.
   *
   * @throws InvalidInputException when they do not describe one, or when a closed day is one without hours in any case
   */
  static TradingCalendar parse(String name, List<String> lines) {
    List<String[]> rows = lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", -1))
        .toList();
    TradingCalendarBuilder builder =
        TradingCalendar.builder(name, ZoneId.of(only("zone", rows)[FIRST_OPERAND]));
    String[] days = only("days", rows);
    builder.covering(LocalDate.parse(days[FIRST_OPERAND]), LocalDate.parse(days[SECOND_OPERAND]));
    each(
        "hours",
        rows,
        (row, hours) -> builder.hoursFrom(
            LocalDate.parse(row[FIRST_OPERAND]), weekdays(row[SECOND_OPERAND]), hours(hours)));
    requireTrading(builder.build(), rows);
    each("closed", rows, (row, hours) -> builder.closedOn(dates(row)));
    each(
        "special",
        rows,
        (row, hours) -> dates(row).forEach(date -> builder.special(date, hours(hours))));
    return builder.build();
  }

  private static String[] only(String kind, List<String[]> rows) {
    List<String[]> found = rows.stream().filter(row -> row[KIND].equals(kind)).toList();
    if (found.size() != 1) {
      throw new InvalidInputException("the calendar has " + found.size() + " lines of " + kind);
    }
    return found.get(0);
  }

  /** Hands on the words before the bar and those after it. */
  private static void each(
      String kind, List<String[]> rows, BiConsumer<String[], String[]> action) {
    for (String[] row : rows) {
      if (row[KIND].equals(kind)) {
        int bar = Arrays.asList(row).indexOf("|");
        int end = bar < 0 ? row.length : bar;
        action.accept(
            Arrays.copyOf(row, end),
            bar < 0 ? new String[0] : Arrays.copyOfRange(row, bar + 1, row.length));
      }
    }
  }

  private static void requireTrading(TradingCalendar weekly, List<String[]> rows) {
    each(
        "closed",
        rows,
        (row, hours) -> dates(row).stream()
            .filter(date -> !weekly.isTradingDay(date))
            .findFirst()
            .ifPresent(date -> {
              throw new InvalidInputException(
                  "the closed day " + date + " of the calendar " + weekly + " has no hours");
            }));
  }

  private static List<LocalDate> dates(String[] row) {
    return Arrays.stream(row)
        .skip(SECOND_OPERAND)
        .map(day -> LocalDate.parse(row[FIRST_OPERAND] + "-" + day))
        .toList();
  }

  private static Set<DayOfWeek> weekdays(String text) {
    List<DayOfWeek> ends =
        Arrays.stream(text.split("-", -1)).map(CalendarFile::weekday).toList();
    return EnumSet.range(ends.get(0), ends.get(ends.size() - 1));
  }

  private static DayOfWeek weekday(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().startsWith(text))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("no day of the week is called " + text));
  }

  private static SessionHours hours(String[] words) {
    ClockSpan trading = span(words[0]);
    SessionHours hours = SessionHours.of(trading.from(), trading.to());
    for (int i = 1; i + 1 < words.length; i += 2) {
      ClockSpan more = span(words[i + 1]);
      hours = words[i].equals("break")
          ? hours.withBreak(more.from(), more.to())
          : hours.extendedTo(more.from(), more.to());
    }
    return hours;
  }

  private static ClockSpan span(String text) {
    String[] ends = text.split("-", -1);
    return new ClockSpan(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
  }
}
