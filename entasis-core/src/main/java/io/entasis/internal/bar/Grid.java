package io.entasis.internal.bar;

import io.entasis.market.TimeRange;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;

/** Where bars begin and end. */
sealed interface Grid permits FixedGrid, CalendarGrid {

  /** The start of the bar that a timestamp belongs to, in SQL. */
  Field<Instant> startOf(Field<Instant> timestamp);

  /** The end of the bar that begins at the instant. */
  Instant endOf(Instant start);

  /** The times it covers; all when absent. */
  Optional<TimeRange> covered();
}
