package io.entasis.internal.bar;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
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
    return Grid.isWhole(size, length) && Grid.isMultiple(origin, length);
  }

  @Override
  public Optional<TimeRange> covered() {
    return Optional.empty();
  }

  /** The start of the bin of that size from the origin on; unlike date_trunc it knows no session time zone. */
  static Field<Instant> bin(Duration size, Field<Instant> timestamp, Field<Instant> origin) {
    return DSL.field(
        "date_bin(interval {0}, {1}, {2})",
        Instant.class, DSL.inline(size.toSeconds() + " seconds"), timestamp, origin);
  }
}
