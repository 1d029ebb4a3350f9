package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Bounds of a timestamp, each of which can be set once.
 *
 * @param from first instant inside
 * @param to first instant after
 * @param reference the instant that ages are counted from; now when absent
 */
public record TimeBounds(
    Optional<Instant> from, Optional<Instant> to, Optional<Instant> reference) {

  /** No bounds. */
  public static final TimeBounds NONE =
      new TimeBounds(Optional.empty(), Optional.empty(), Optional.empty());

  /** Years that both PostgreSQL and ISO-8601 write with four digits; nothing outside can be stored. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** With both ends of the range. */
  public TimeBounds during(TimeRange range) {
    return since(range.from()).before(range.to());
  }

  /** With a first instant. */
  public TimeBounds since(Instant instant) {
    requireUnset(from, "start");
    return new TimeBounds(Optional.of(storable(instant)), to, reference);
  }

  /** With a first instant after. */
  public TimeBounds before(Instant instant) {
    requireUnset(to, "end");
    Instant end = storable(instant);
    return new TimeBounds(from, Optional.of(end), Optional.of(end));
  }

  /** With a last instant. */
  public TimeBounds asOf(Instant instant) {
    requireUnset(to, "end");
    return new TimeBounds(from, Optional.empty(), Optional.empty()).cutAfter(instant);
  }

  /** Without what comes after the instant. */
  public TimeBounds cutAfter(Instant instant) {
    Instant last = storable(instant);
    TimeBounds cut = endingBefore(last.plus(1, ChronoUnit.MICROS));
    return new TimeBounds(cut.from, cut.to, Optional.of(last));
  }

  /** Without what is older than the age at the reference, or at {@code now} where there is none. */
  public TimeBounds notOlderThan(Duration age, Instant now) {
    Instant oldest = oldest(reference.orElse(now), age);
    boolean later = from.isEmpty() || oldest.isAfter(from.get());
    return new TimeBounds(later ? Optional.of(oldest) : from, to, reference);
  }

  /** Without what is before the instant. */
  public TimeBounds cutBefore(Instant instant) {
    boolean later = from.isEmpty() || instant.isAfter(from.get());
    return new TimeBounds(later ? Optional.of(instant) : from, to, reference);
  }

  /** Without what is at or after the instant. */
  public TimeBounds endingBefore(Instant instant) {
    boolean earlier = to.isEmpty() || instant.isBefore(to.get());
    return new TimeBounds(from, earlier ? Optional.of(instant) : to, reference);
  }

  /** The bounds as conditions on a column. */
  public List<Condition> on(Field<Instant> timestamp) {
    List<Condition> conditions = new ArrayList<>();
    from.ifPresent(instant -> conditions.add(timestamp.ge(instant)));
    to.ifPresent(instant -> conditions.add(timestamp.lt(instant)));
    return conditions;
  }

  /** The first microsecond that is no older than the age. */
  private static Instant oldest(Instant reference, Duration age) {
    if (age.compareTo(Duration.between(EARLIEST, reference)) > 0) {
      return EARLIEST;
    }
    Instant exact = reference.minus(age);
    Instant before = Micros.truncate(exact);
    return before.equals(exact) ? exact : before.plus(1, ChronoUnit.MICROS);
  }

  /** The instant to the microsecond; one outside of the years that can be stored becomes the last or the first that can. */
  public static Instant storable(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : Micros.truncate(instant);
  }

  private static void requireUnset(Optional<?> bound, String name) {
    if (bound.isPresent()) {
      throw new InvalidInputException("the " + name + " of the time range is given twice");
    }
  }
}
