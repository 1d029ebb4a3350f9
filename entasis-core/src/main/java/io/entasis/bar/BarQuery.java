package io.entasis.bar;

import io.entasis.calendar.TradingCalendar;
import io.entasis.query.Answer;
import io.entasis.query.Query;
import io.entasis.query.TimedQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A question about bars. It is an immutable value: each refinement returns a new question and leaves this one as it was.
 *
 * <p>Bars come by symbol, then by start in the direction of the question, earliest first by default. Buckets without ticks are
 * absent. Only ticks inside the asked range count, so a range that cuts through a bucket gives a bar of the part inside; its start
 * and end stay those of the bucket.
 *
 * <h2>Where bars begin</h2>
 *
 * In UTC, which is the default, bars of a fixed size begin at whole multiples of it from the origin, Monday 2000-01-03T00:00, so
 * that hours begin on the hour and weeks on Mondays. A month begins on its first day at the time of day of the origin.
 *
 * <p>In a zone that changes its offset, as for daylight saving, days run from the origin's local time of day to the same time of the next local day, and so
 * last 23 or 25 hours twice a year; bars of several days count local days from the origin. Shorter bars are counted in elapsed
 * time from the start of their local day and the last one of a day ends with it; their size must divide 24 hours. A local time
 * that is skipped counts as the moment of the change; of a time that occurs twice, the first counts.
 *
 * <h2>Trading sessions</h2>
 *
 * Without a word markets are open round the clock. Bars of {@link #session} are those of the trading sessions of a calendar: they are counted
 * in elapsed time from the opening, anew every day, and the last one ends with the close, so that in 390 minutes there are six bars of 65
 * minutes, or six of an hour and one of half an hour. A break ends a bar as the close does, and after it bars are counted anew. A bar of one
 * day is a session, from its opening to its close, breaks included. Ticks outside of the sessions, and in breaks, do not count.
 *
 * <h2>Bars without ticks</h2>
 *
 * They are absent, unless {@link #fillPreviousClose} asks for them or {@link #slots} lists the times of all bars. Both look at the bars from the
 * one that holds the start of the range to the last one that begins before its end; where the range is open, from the first or to the last bar
 * of the symbol that has ticks. Nothing is taken from later ticks, and a bar that has not begun yet is never filled and has no slot.
 *
 * <p>Each refinement can be made once; a second one of the same kind fails at that line with
 * {@link io.entasis.error.InvalidInputException}.
 */
public interface BarQuery extends TimedQuery<Bar, BarQuery> {

  /** Only trades reported by one of these exchanges. */
  BarQuery on(String exchange, String... more);

  /**
   * Aligned to the clocks of a time zone.
   *
   * @throws io.entasis.error.InvalidInputException when the zone changes its offset at times and the size neither divides 24 hours
   *     nor is whole days, or when the question is about sessions
   */
  BarQuery in(ZoneId zone);

  /**
   * Aligned to another origin than 2000-01-03T00:00, in the local time of the question's zone.
   *
   * @throws io.entasis.error.InvalidInputException when the question is about sessions
   */
  BarQuery origin(LocalDateTime origin);

  /**
   * With days that begin at that time in the question's zone, for example at 17:00 in New York. It is an {@link #origin} on Monday
   * 2000-01-03 and takes its place: weeks begin on Mondays at that time.
   *
   * @throws io.entasis.error.InvalidInputException when the question is about sessions
   */
  default BarQuery dayStartsAt(LocalTime time) {
    return origin(LocalDate.of(2000, 1, 3).atTime(time));
  }

  /**
   * Of the trading sessions of a calendar, see above. When the ticks of an answer lie on days that the calendar does not cover, the end call
   * fails with {@link io.entasis.error.OutsideCalendarException}; a range keeps them out.
   *
   * @param calendar its regular sessions, or the extended ones of {@link TradingCalendar#extended}
   * @throws io.entasis.error.InvalidInputException when the size is above one day, or when the question has a zone or an origin
   */
  BarQuery session(TradingCalendar calendar);

  /**
   * Also bars without ticks, with the close of the last bar that has some: open, high, low and close are that close, volume, notional and
   * number of ticks are zero, and the state is {@link BarState#FILLED}. The bars at the start of a range are filled with the last price before
   * it. Limit, direction, {@link #findFirst} and {@link #count} see filled bars as bars.
   *
   * @param bars how many bars in a row may be filled; those after them stay absent
   * @throws io.entasis.error.InvalidInputException when it is less than one, or when the question is filled already
   */
  BarQuery fillPreviousClose(int bars);

  /**
   * As {@link #fillPreviousClose(int)}, with another limit.
   *
   * @param age a bar is filled when it ends no later than that after the end of the last bar that has ticks
   * @throws io.entasis.error.InvalidInputException when it is not positive, or when the question is filled already
   */
  BarQuery fillPreviousClose(Duration age);

  /**
   * Also the bars that are still open at the instant of {@code knownAt}, marked {@link BarState#PROVISIONAL}; without this they are absent
   * there. Other questions hold the bars that are still open in any case.
   */
  BarQuery withProvisional();

  /**
   * The times of all bars, with the bar where there is one: a row for each, so that nothing has to be looked for. The order, the limit and the
   * fill of the question hold: where a bar would be filled, its slot has the filled bar.
   */
  Query<BarSlot> slots();

  /** As {@link #list}, with where the bars come from and when they were read. */
  Answer<List<Bar>> answer();
}
