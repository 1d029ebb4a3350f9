package io.entasis.internal.bar;

import io.entasis.bar.BarSize;
import io.entasis.calendar.TradingCalendar;
import io.entasis.calendar.TradingSession;
import io.entasis.error.InvalidInputException;
import io.entasis.tick.TickSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Bars that begin with the sessions of a calendar.
 *
 * @param calendar the calendar
 * @param step length of a bar; a bar is a session when absent
 */
record SessionBars(TradingCalendar calendar, Optional<Duration> step) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Bars of that size, where a day is a session. */
  static SessionBars of(TradingCalendar calendar, BarSize size) {
    if (size.isMonth() || size.toDuration().compareTo(DAY) > 0) {
      throw new InvalidInputException("bars of " + size + " are longer than the sessions of "
          + calendar + "; the longest are of one day, which is a session");
    }
    return new SessionBars(
        calendar, Optional.of(size.toDuration()).filter(length -> !length.equals(DAY)));
  }

  /** The grid of the sessions that reach into the span; absent when there is none. */
  Optional<Grid> gridOver(TickSpan span) {
    List<TradingSession> sessions = sessionsOver(span);
    return sessions.isEmpty() ? Optional.empty() : Optional.of(SessionGrid.of(sessions, step));
  }

  /** An instant before the last so many bars that begin before the given one; no earlier than the first session of the calendar. */
  Instant before(Instant instant, long bars) {
    LocalDate day = localDate(instant);
    Instant earliest = instant;
    long left = bars + 1;
    while (left > 0 && day.isAfter(calendar.first())) {
      day = day.minusDays(1);
      Optional<TradingSession> session = calendar.findSession(day);
      if (session.isPresent()) {
        left -= SessionGrid.of(List.of(session.get()), step).bars().size();
        earliest = session.get().open();
      }
    }
    return earliest;
  }

  /** A session belongs to the day on which it ends and may open on the day before. */
  private List<TradingSession> sessionsOver(TickSpan span) {
    LocalDate last = localDate(span.last());
    return calendar
        .sessions(localDate(span.first()), last.plusDays(last.equals(calendar.last()) ? 1 : 2))
        .stream()
        .filter(session ->
            session.close().isAfter(span.first()) && !session.open().isAfter(span.last()))
        .toList();
  }

  private LocalDate localDate(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }
}
