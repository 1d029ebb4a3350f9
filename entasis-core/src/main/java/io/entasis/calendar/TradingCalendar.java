package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import io.entasis.error.OutsideCalendarException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On which days an exchange trades, and from when to when. It knows holidays, half days, breaks and daylight saving, for the days that it
 * covers. {@link TradingCalendars} has some; {@link #builder} makes others.
 *
 * <p>A calendar is an immutable value and safe from any thread. It gives regular hours, unless it was asked for {@link #extended} ones.
 */
public final class TradingCalendar {

  private final String name;
  private final ZoneId zone;
  private final TradingDays days;
  private final boolean extended;

  TradingCalendar(String name, ZoneId zone, TradingDays days, boolean extended) {
    this.name = name;
    this.zone = zone;
    this.days = days;
    this.extended = extended;
  }

  /**
   * Starts a calendar of your own.
   *
   * @param name what messages call it
   * @param zone the clock that its hours are on
   */
  public static TradingCalendarBuilder builder(String name, ZoneId zone) {
    return new TradingCalendarBuilder(name, zone);
  }

  /** What it is called: the market identifier code (ISO 10383) of an exchange, or the name that its maker gave it. */
  public String name() {
    return name;
  }

  /** The clock that its hours are on. */
  public ZoneId zone() {
    return zone;
  }

  /** The first day that it covers. */
  public LocalDate first() {
    return days.first();
  }

  /** The last day that it covers. */
  public LocalDate last() {
    return days.last();
  }

  /**
   * The same days with extended hours: one session from the first trade before regular hours to the last one after. Days without
   * extended hours keep their regular ones.
   *
   * @throws InvalidInputException when it has no extended hours at all
   */
  public TradingCalendar extended() {
    if (!days.hasExtended()) {
      throw new InvalidInputException("the calendar " + name + " has no extended hours");
    }
    return new TradingCalendar(name, zone, days, true);
  }

  /**
   * Whether the exchange trades on that day.
   *
   * @throws OutsideCalendarException when the calendar does not cover the day
   */
  public boolean isTradingDay(LocalDate day) {
    return hoursOn(day).isPresent();
  }

  /**
   * The session of that day, or nothing when the exchange is closed.
   *
   * @throws OutsideCalendarException when the calendar does not cover the day
   */
  public Optional<TradingSession> findSession(LocalDate day) {
    return hoursOn(day).map(hours -> hours.on(day, zone, extended));
  }

  /**
   * The sessions of the trading days from one day to before another, in order.
   *
   * @throws OutsideCalendarException when the calendar does not cover one of the days
   */
  public List<TradingSession> sessions(LocalDate from, LocalDate to) {
    return from.isBefore(to) ? sessionStream(from, to).toList() : List.of();
  }

  /**
   * The session that trades at the instant; nothing during a break or when the exchange is closed.
   *
   * @throws OutsideCalendarException when the calendar does not cover the instant
   */
  public Optional<TradingSession> findSessionAt(Instant instant) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    LocalDate end = day.equals(last()) ? day.plusDays(1) : day.plusDays(2);
    return sessionStream(day, end).filter(session -> session.contains(instant)).findFirst();
  }

  /**
   * The first trading day after that day.
   *
   * @throws OutsideCalendarException when the calendar covers none
   */
  public LocalDate nextTradingDay(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (!isTradingDay(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /**
   * The last trading day before that day.
   *
   * @throws OutsideCalendarException when the calendar covers none
   */
  public LocalDate previousTradingDay(LocalDate day) {
    LocalDate previous = day.minusDays(1);
    while (!isTradingDay(previous)) {
      previous = previous.minusDays(1);
    }
    return previous;
  }

  /** Whether the other one has the same name, zone and hours on the same days. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TradingCalendar calendar
        && extended == calendar.extended
        && name.equals(calendar.name)
        && zone.equals(calendar.zone)
        && days.equals(calendar.days);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, zone, extended, first(), last());
  }

  /** Its name, and whether its hours are extended. */
  @Override
  public String toString() {
    return extended ? name + " extended" : name;
  }

  private Stream<TradingSession> sessionStream(LocalDate from, LocalDate to) {
    requireCovered(from);
    requireCovered(to.minusDays(1));
    return from.datesUntil(to).flatMap(day -> findSession(day).stream());
  }

  private Optional<SessionHours> hoursOn(LocalDate day) {
    requireCovered(day);
    return days.hoursOn(day);
  }

  private void requireCovered(LocalDate day) {
    if (day.isBefore(first()) || day.isAfter(last())) {
      throw new OutsideCalendarException(day, name, first(), last());
    }
  }
}
