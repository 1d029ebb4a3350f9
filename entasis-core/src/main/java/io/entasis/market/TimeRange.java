package io.entasis.market;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A span of time that includes its start and excludes its end: {@code [from, to)}.
 *
 * <p>Ranges that touch neither overlap nor leave a gap, so {@code [a, b)} and {@code [b, c)} together are {@code [a, c)}.
 * Both ends are kept to the microsecond; anything finer is cut off.
 *
 * @param from first instant inside
 * @param to first instant after; never before {@code from}, and a range whose ends are equal is empty
 */
public record TimeRange(Instant from, Instant to) {

  /**
   * Checks the order of the ends.
   *
   * @throws InvalidInputException when {@code to} is before {@code from}
   */
  public TimeRange {
    from = Micros.truncate(from);
    to = Micros.truncate(to);
    if (to.isBefore(from)) {
      throw new InvalidInputException("time range ends at " + to + ", before it starts at " + from);
    }
  }

  /** The range {@code [from, to)}. */
  public static TimeRange of(Instant from, Instant to) {
    return new TimeRange(from, to);
  }

  /** The range that starts at the instant and lasts that long. */
  public static TimeRange startingAt(Instant from, Duration length) {
    return new TimeRange(from, from.plus(length));
  }

  /** That day in UTC, midnight to midnight. */
  public static TimeRange day(LocalDate day) {
    return between(day, day.plusDays(1));
  }

  /** That calendar month in UTC. */
  public static TimeRange month(YearMonth month) {
    return between(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  /** That calendar year in UTC. */
  public static TimeRange year(Year year) {
    return between(year.atDay(1), year.plusYears(1).atDay(1));
  }

  /** From the start of one day to the start of another, in UTC; the second day is not included. */
  public static TimeRange between(LocalDate from, LocalDate to) {
    return new TimeRange(
        from.atStartOfDay(ZoneOffset.UTC).toInstant(),
        to.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Whether the instant lies inside; the start does, the end does not. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** Whether some instant lies in both ranges. */
  public boolean overlaps(TimeRange other) {
    return intersection(other).isPresent();
  }

  /** The part that lies in both ranges, or nothing when they share no instant. */
  public Optional<TimeRange> intersection(TimeRange other) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
  }

  /** Whether it holds no instant. */
  public boolean isEmpty() {
    return from.equals(to);
  }

  /** Time from start to end. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Mathematical notation, for example {@code [2013-10-07T00:00:00Z, 2013-10-08T00:00:00Z)}. */
  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
