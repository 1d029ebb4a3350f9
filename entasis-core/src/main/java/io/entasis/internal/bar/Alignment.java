package io.entasis.internal.bar;

import io.entasis.bar.BarSize;
import io.entasis.calendar.TradingCalendar;
import io.entasis.error.InvalidInputException;
import io.entasis.tick.TickSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * How bars are aligned.
 *
 * @param size length of a bar
 * @param zone zone of the clock, UTC when absent
 * @param origin local start of a bar, Monday 2000-01-03T00:00 when absent
 * @param sessions the sessions that bars are counted from; round the clock when absent
 */
record Alignment(
    BarSize size,
    Optional<ZoneId> zone,
    Optional<LocalDateTime> origin,
    Optional<SessionBars> sessions) {

  private static final LocalDateTime MONDAY = LocalDateTime.of(2000, 1, 3, 0, 0);
  private static final Duration LONGEST_MONTH = Duration.ofDays(31);
  private static final Duration DAY = Duration.ofDays(1);

  static Alignment of(BarSize size) {
    return new Alignment(
        Objects.requireNonNull(size, "size"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Alignment in(ZoneId wanted) {
    if (zone.isPresent()) {
      throw new InvalidInputException("the zone is given twice");
    }
    requireNoSession("a zone");
    if (!wanted.getRules().isFixedOffset() && !hasPlaceInDays()) {
      throw new InvalidInputException("bars of " + size + " have no fixed place in the days of "
          + wanted + ": they neither divide 24 hours nor are whole days");
    }
    return new Alignment(size, Optional.of(wanted), origin, sessions);
  }

  Alignment from(LocalDateTime wanted) {
    if (origin.isPresent()) {
      throw new InvalidInputException("the origin is given twice");
    }
    requireNoSession("an origin");
    return new Alignment(
        size, zone, Optional.of(Objects.requireNonNull(wanted, "origin")), sessions);
  }

  Alignment session(TradingCalendar calendar) {
    Objects.requireNonNull(calendar, "calendar");
    if (sessions.isPresent()) {
      throw new InvalidInputException("the session is given twice");
    }
    if (zone.isPresent() || origin.isPresent()) {
      throw new InvalidInputException("bars of the sessions of " + calendar
          + " begin with them, they can have no zone and no origin");
    }
    return new Alignment(size, zone, origin, Optional.of(SessionBars.of(calendar, size)));
  }

  /** Whether the grid depends on a calendar and so on the times it has to cover. */
  boolean needsSpan() {
    return sessions.isPresent() || size.isMonth() || !clock().getRules().isFixedOffset();
  }

  /** The grid of a size that needs no span. */
  Grid fixedGrid() {
    return new FixedGrid(size.toDuration(), start().atZone(clock()).toInstant());
  }

  /** The grid that covers the span; absent when no session lies in it. */
  Optional<Grid> gridOver(TickSpan span) {
    return sessions.isPresent() ? sessions.get().gridOver(span) : Optional.of(calendarOver(span));
  }

  /** The length of the longest bar, but for what daylight saving adds to it. */
  Duration longest() {
    return size.isMonth() ? LONGEST_MONTH : size.toDuration();
  }

  private Grid calendarOver(TickSpan span) {
    return CalendarGrid.of(
        size.isMonth()
            ? months(span)
            : days(span, isBelowDay() ? 1 : size.toDuration().toDays()),
        isBelowDay() ? Optional.of(size.toDuration()) : Optional.empty());
  }

  private List<Instant> months(TickSpan span) {
    LocalDate first = localDate(span.first()).withDayOfMonth(1).minusMonths(1);
    return starts(span, month -> first.plusMonths(month));
  }

  private List<Instant> days(TickSpan span, long stride) {
    LocalDate base = start().toLocalDate();
    long strides =
        Math.floorDiv(ChronoUnit.DAYS.between(base, localDate(span.first())) - 1, stride);
    LocalDate first = base.plusDays(strides * stride);
    return starts(span, number -> first.plusDays(number * stride));
  }

  /** Starts at the origin's time of day on the given dates, until one lies after the span. */
  private List<Instant> starts(TickSpan span, LongFunction<LocalDate> dates) {
    List<Instant> starts = new ArrayList<>();
    Instant last = Instant.MIN;
    for (long number = 0; !last.isAfter(span.last()); number++) {
      Instant start = instantOf(dates.apply(number).atTime(start().toLocalTime()));
      if (start.isAfter(last)) {
        starts.add(start);
        last = start;
      }
    }
    return starts;
  }

  /** A time that is skipped is the moment of the change, so that a day that is left out begins with the next. */
  private Instant instantOf(LocalDateTime local) {
    ZoneOffsetTransition change = clock().getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(clock()).toInstant();
  }

  private boolean hasPlaceInDays() {
    if (size.isMonth()) {
      return true;
    }
    long seconds = size.toDuration().toSeconds();
    return isBelowDay() ? DAY.toSeconds() % seconds == 0 : seconds % DAY.toSeconds() == 0;
  }

  private boolean isBelowDay() {
    return !size.isMonth() && size.toDuration().compareTo(DAY) < 0;
  }

  private LocalDate localDate(Instant instant) {
    return instant.atZone(clock()).toLocalDate();
  }

  private LocalDateTime start() {
    return origin.orElse(MONDAY);
  }

  private ZoneId clock() {
    return zone.orElse(ZoneOffset.UTC);
  }

  private void requireNoSession(String what) {
    sessions.ifPresent(present -> {
      throw new InvalidInputException("bars of the sessions of " + present.calendar()
          + " begin with them, they cannot have " + what);
    });
  }
}
