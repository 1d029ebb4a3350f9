package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a {@link TradingCalendar} together. Each call checks what it is given; {@link #build} checks what needs the whole picture. For one
 * thread at a time.
 *
 * <pre>{@code
 * TradingCalendar calendar = TradingCalendar.builder("MINE", ZoneId.of("Europe/Zurich"))
 *     .covering(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 12, 31))
 *     .hours(EnumSet.range(MONDAY, FRIDAY), SessionHours.of(LocalTime.of(9, 0), LocalTime.of(17, 20)))
 *     .closedOn(LocalDate.of(2024, 8, 1), LocalDate.of(2025, 8, 1))
 *     .halfDay(LocalDate.of(2024, 12, 30), LocalTime.of(13, 0))
 *     .build();
 * }</pre>
 */
public final class TradingCalendarBuilder {

  private final String name;
  private final ZoneId zone;
  private final NavigableMap<LocalDate, Map<DayOfWeek, SessionHours>> weeks = new TreeMap<>();
  private final Set<LocalDate> closed = new HashSet<>();
  private final Map<LocalDate, SessionHours> special = new HashMap<>();
  private final Map<LocalDate, LocalTime> halfDays = new HashMap<>();
  private Optional<LocalDate> first = Optional.empty();
  private Optional<LocalDate> last = Optional.empty();

  TradingCalendarBuilder(String name, ZoneId zone) {
    if (name.isBlank()) {
      throw new InvalidInputException("the calendar has no name");
    }
    this.name = name;
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * The days it covers, both included; nothing else can be asked of it. It must be called before anything else.
   *
   * @throws InvalidInputException when it is called again, or when the last day is before the first
   */
  public TradingCalendarBuilder covering(LocalDate from, LocalDate to) {
    if (first.isPresent()) {
      throw new InvalidInputException("the days that the calendar covers are given twice");
    }
    if (to.isBefore(from)) {
      throw new InvalidInputException(
          "the calendar " + name + " ends on " + to + ", before it starts on " + from);
    }
    first = Optional.of(from);
    last = Optional.of(to);
    return this;
  }

  /**
   * Hours of these days of the week from the first day on.
   *
   * @throws InvalidInputException when one of them has hours already
   */
  public TradingCalendarBuilder hours(Set<DayOfWeek> days, SessionHours hours) {
    return hoursFrom(firstDay(), days, hours);
  }

  /**
   * Hours of these days of the week from that day on. All hours from earlier days end there, so the day needs the hours of the whole week;
   * they can be given by several calls.
   *
   * @throws InvalidInputException when one of the days of the week has hours from that day on already, or when the day is not covered
   */
  public TradingCalendarBuilder hoursFrom(LocalDate from, Set<DayOfWeek> days, SessionHours hours) {
    requireCovered(from);
    Objects.requireNonNull(hours, "hours");
    Map<DayOfWeek, SessionHours> week =
        weeks.computeIfAbsent(from, date -> new EnumMap<>(DayOfWeek.class));
    for (DayOfWeek day : days) {
      if (week.putIfAbsent(day, hours) != null) {
        throw new InvalidInputException(
            "the calendar " + name + " is given the hours of " + day + " from " + from + " twice");
      }
    }
    return this;
  }

  /**
   * Days without trading.
   *
   * @throws InvalidInputException when one is given already, in any way, or is not covered
   */
  public TradingCalendarBuilder closedOn(LocalDate... days) {
    return closedOn(Set.of(days));
  }

  /** As {@link #closedOn(LocalDate...)}. */
  public TradingCalendarBuilder closedOn(Collection<LocalDate> days) {
    for (LocalDate day : days) {
      requireFree(day);
      closed.add(day);
    }
    return this;
  }

  /**
   * A day that closes early; the rest is as on other days, see {@link SessionHours#closingAt}.
   *
   * @throws InvalidInputException when the day is given already, in any way, or is not covered, or when the close is no whole minute
   */
  public TradingCalendarBuilder halfDay(LocalDate day, LocalTime close) {
    ClockSpan.requireMinute(close);
    requireFree(day);
    halfDays.put(day, close);
    return this;
  }

  /**
   * A day with hours of its own, on whatever day of the week.
   *
   * @throws InvalidInputException when the day is given already, in any way, or is not covered
   */
  public TradingCalendarBuilder special(LocalDate day, SessionHours hours) {
    requireFree(day);
    special.put(day, Objects.requireNonNull(hours, "hours"));
    return this;
  }

  /**
   * The calendar.
   *
   * @throws InvalidInputException when no hours are given, when a half day has no hours to be cut, or when a session opens before the one
   *     before it has closed; the message names the day
   */
  public TradingCalendar build() {
    if (weeks.isEmpty() && special.isEmpty()) {
      throw new InvalidInputException("the calendar " + name + " has no hours");
    }
    TradingDays usual = days(special);
    Map<LocalDate, SessionHours> all = new HashMap<>(special);
    halfDays.forEach((day, close) -> all.put(day, cut(usual, day, close)));
    TradingDays days = days(all);
    requireOrder(new TradingCalendar(name, zone, days, false));
    requireOrder(new TradingCalendar(name, zone, days, true));
    return new TradingCalendar(name, zone, days, false);
  }

  private TradingDays days(Map<LocalDate, SessionHours> own) {
    NavigableMap<LocalDate, Map<DayOfWeek, SessionHours>> copy = new TreeMap<>();
    weeks.forEach((from, week) -> copy.put(from, Map.copyOf(week)));
    return new TradingDays(
        firstDay(), last.orElseThrow(), copy, Set.copyOf(closed), Map.copyOf(own));
  }

  private SessionHours cut(TradingDays days, LocalDate day, LocalTime close) {
    return days.usualHoursOn(day)
        .orElseThrow(() -> new InvalidInputException(
            "the half day " + day + " of the calendar " + name + " has no hours to be cut"))
        .closingAt(close);
  }

  private void requireOrder(TradingCalendar calendar) {
    Optional<TradingSession> before = Optional.empty();
    for (TradingSession session :
        calendar.sessions(calendar.first(), calendar.last().plusDays(1))) {
      if (before.isPresent() && session.open().isBefore(before.get().close())) {
        throw new InvalidInputException("the session of " + session.day() + " of the calendar "
            + name + " opens before the one before it has closed");
      }
      before = Optional.of(session);
    }
  }

  private void requireFree(LocalDate day) {
    requireCovered(day);
    if (closed.contains(day) || special.containsKey(day) || halfDays.containsKey(day)) {
      throw new InvalidInputException(
          "the calendar " + name + " is given the day " + day + " twice");
    }
  }

  private void requireCovered(LocalDate day) {
    if (day.isBefore(firstDay()) || day.isAfter(last.orElseThrow())) {
      throw new InvalidInputException("the calendar " + name + " does not cover " + day);
    }
  }

  private LocalDate firstDay() {
    return first.orElseThrow(() -> new InvalidInputException(
        "the calendar " + name + " must be told first which days it covers"));
  }
}
