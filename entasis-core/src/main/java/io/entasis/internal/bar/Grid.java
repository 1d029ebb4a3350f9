package io.entasis.internal.bar;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;

/** Where bars begin and end. */
sealed interface Grid permits FixedGrid, CalendarGrid {

  /** Where the bins of rollups are counted from. */
  Instant ROLLUP_ORIGIN = Instant.parse("2000-01-03T00:00:00Z");

  /** Whether the instant is a whole number of lengths away from the origin of rollups. */
  static boolean isMultiple(Instant instant, Duration length) {
    return isWhole(Duration.between(ROLLUP_ORIGIN, instant), length);
  }

  /** Whether the duration is a whole number of lengths. */
  static boolean isWhole(Duration duration, Duration length) {
    return duration.getNano() == 0 && duration.getSeconds() % length.getSeconds() == 0;
  }

  /** The start of the bar that a timestamp belongs to, in SQL. */
  Field<Instant> startOf(Field<Instant> timestamp);

  /** The end of the bar that begins at the instant. */
  Instant endOf(Instant start);

  /** Whether every bar begins and ends at whole multiples of the length from Monday 2000-01-03T00:00Z on, the bins of rollups. */
  boolean isAlignedTo(Duration length);

  /** The times it covers; all when absent. */
  Optional<TimeRange> covered();
}
