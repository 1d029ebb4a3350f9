package io.entasis.internal.bar;

import io.entasis.internal.rollup.Origin;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Bars of one length, one after the other.
 *
 * @param size length of a bar
 * @param origin the start of one of them
 */
record FixedGrid(Duration size, Instant origin) implements Grid {

  private static final long MICROS_A_SECOND = 1_000_000;

  @Override
  public Field<Instant> startOf(Field<Instant> timestamp) {
    return bin(size, timestamp, DSL.inline(origin));
  }

  @Override
  public Instant endOf(Instant start) {
    return start.plus(size);
  }

  @Override
  public boolean isAlignedTo(Duration length) {
    return Origin.isWhole(size, length) && Origin.isMultiple(origin, length);
  }

  @Override
  public Optional<TimeRange> covered() {
    return Optional.empty();
  }

  @Override
  public Optional<TimeRange> barAt(Instant instant) {
    return Optional.of(bar(binOf(size, instant, origin)));
  }

  @Override
  public Optional<TimeRange> firstFrom(Instant instant) {
    TimeRange bar = bar(binOf(size, instant, origin));
    return Optional.of(bar.from().equals(instant) ? bar : bar(bar.to()));
  }

  @Override
  public Optional<TimeRange> lastBefore(Instant instant) {
    return barAt(instant.minus(1, ChronoUnit.MICROS));
  }

  /** The start of the bin of that size from the origin on; unlike date_trunc it knows no session time zone. */
  static Field<Instant> bin(Duration size, Field<Instant> timestamp, Field<Instant> origin) {
    return DSL.field(
        "date_bin(interval {0}, {1}, {2})",
        Instant.class, DSL.inline(size.toSeconds() + " seconds"), timestamp, origin);
  }

  /** The same in Java. */
  static Instant binOf(Duration size, Instant instant, Instant origin) {
    long micros = ChronoUnit.MICROS.between(origin, instant);
    return origin.plus(
        size.multipliedBy(Math.floorDiv(micros, size.toSeconds() * MICROS_A_SECOND)));
  }

  private TimeRange bar(Instant start) {
    return TimeRange.of(start, start.plus(size));
  }
}
