package io.entasis.calendar;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hours of a trading day, on the clock of its exchange.
 *
 * <p>A session that opens at or after the time at which it closes opens on the day before: 17:00 to 16:00 is a session of 23 hours that
 * belongs to the day on which it ends. A local time that daylight saving skips counts as the moment of the change; of one that occurs
 * twice, the first counts.
 *
 * @param trading regular trading
 * @param breaks times within it at which nothing trades, in order
 * @param extended trading before and after included; absent when there is none
 */
public record SessionHours(
    ClockSpan trading, List<ClockSpan> breaks, Optional<ClockSpan> extended) {

  private static final int MINUTES_A_DAY = 24 * 60;

  /**
   * Copies the breaks and checks that everything lies in its place.
   *
   * @throws InvalidInputException when a break is not inside of trading or not after the one before it, or when extended hours do not hold
   *     the regular ones or are given for a session that opens on the day before
   */
  public SessionHours {
    breaks = List.copyOf(breaks);
    requireOrder(trading, breaks);
    if (extended.isPresent() && !holds(extended.get(), trading)) {
      throw new InvalidInputException("the extended hours " + extended.get() + " are not around "
          + trading + " on the same day");
    }
  }

  /** Trading from one time to another, without breaks and without extended hours. */
  public static SessionHours of(LocalTime opens, LocalTime closes) {
    return new SessionHours(new ClockSpan(opens, closes), List.of(), Optional.empty());
  }

  /** With a further break, after those that there are. */
  public SessionHours withBreak(LocalTime from, LocalTime to) {
    List<ClockSpan> more = new ArrayList<>(breaks);
    more.add(new ClockSpan(from, to));
    return new SessionHours(trading, more, extended);
  }

  /** With these extended hours, which hold the regular ones. */
  public SessionHours extendedTo(LocalTime from, LocalTime to) {
    return new SessionHours(trading, breaks, Optional.of(new ClockSpan(from, to)));
  }

  /**
   * The hours of a day that closes early: later breaks fall away, and what follows the close in extended hours follows it as before.
   *
   * @throws InvalidInputException when it does not close earlier, but after it opens, or when it closes in a break
   */
  public SessionHours closingAt(LocalTime close) {
    boolean inBreak = breaks.stream()
        .anyMatch(
            each -> placeOf(each.from()) < placeOf(close) && placeOf(close) <= placeOf(each.to()));
    if (placeOf(close) <= 0 || placeOf(close) >= length() || inBreak) {
      throw new InvalidInputException("a close at " + close + " is not within " + trading);
    }
    List<ClockSpan> kept =
        breaks.stream().filter(each -> placeOf(each.to()) < placeOf(close)).toList();
    long earlier = length() - placeOf(close);
    return new SessionHours(
        new ClockSpan(trading.from(), close),
        kept,
        extended.map(each -> new ClockSpan(each.from(), each.to().minusMinutes(earlier))));
  }

  /** The session of that day. */
  TradingSession on(LocalDate day, ZoneId zone, boolean withExtended) {
    ClockSpan whole = withExtended ? extended.orElse(trading) : trading;
    List<TimeRange> phases = new ArrayList<>();
    Instant from = instant(dateOf(whole.from(), day).atTime(whole.from()), zone);
    for (ClockSpan each : breaks) {
      phases.add(TimeRange.of(from, instant(dateOf(each.from(), day).atTime(each.from()), zone)));
      from = instant(dateOf(each.to(), day).atTime(each.to()), zone);
    }
    phases.add(TimeRange.of(from, instant(day.atTime(whole.to()), zone)));
    return new TradingSession(day, phases);
  }

  private boolean opensTheDayBefore() {
    return !trading.from().isBefore(trading.to());
  }

  private LocalDate dateOf(LocalTime time, LocalDate day) {
    return opensTheDayBefore() && !time.isBefore(trading.from()) ? day.minusDays(1) : day;
  }

  private long placeOf(LocalTime time) {
    return placeOf(time, trading);
  }

  private long length() {
    return length(trading);
  }

  private static boolean holds(ClockSpan extended, ClockSpan trading) {
    return trading.from().isBefore(trading.to())
        && !extended.from().isAfter(trading.from())
        && !extended.to().isBefore(trading.to());
  }

  private static void requireOrder(ClockSpan trading, List<ClockSpan> breaks) {
    long free = 0;
    for (ClockSpan each : breaks) {
      long from = placeOf(each.from(), trading);
      long to = placeOf(each.to(), trading);
      if (from <= free || to <= from || to >= length(trading)) {
        throw new InvalidInputException("the break " + each + " has no place in " + trading
            + ", after the breaks before it and before the close");
      }
      free = to;
    }
  }

  /** Minutes after the opening. */
  private static long placeOf(LocalTime time, ClockSpan trading) {
    return Math.floorMod(Duration.between(trading.from(), time).toMinutes(), MINUTES_A_DAY);
  }

  private static long length(ClockSpan trading) {
    long minutes = placeOf(trading.to(), trading);
    return minutes == 0 ? MINUTES_A_DAY : minutes;
  }

  private static Instant instant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(zone).toInstant();
  }
}
