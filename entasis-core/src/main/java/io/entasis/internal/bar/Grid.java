package io.entasis.internal.bar;

import static java.util.stream.Collectors.joining;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Where bars begin and end. Every instant belongs to one bar at most. */
sealed interface Grid permits FixedGrid, CalendarGrid, SessionGrid {

  /** The instants as an array in SQL. */
  static Field<Object> array(List<Instant> instants) {
    return DSL.field(
        "{0}::timestamptz[]",
        DSL.inline(instants.stream().map(Instant::toString).collect(joining(",", "{", "}"))));
  }

  /** The start of the bar that a timestamp belongs to, in SQL; of use only for what {@link #within} leaves. */
  Field<Instant> startOf(Field<Instant> timestamp);

  /** What a timestamp has to meet to belong to a bar of the grid. */
  default List<Condition> within(Field<Instant> timestamp) {
    List<Condition> conditions = new ArrayList<>();
    covered()
        .ifPresent(range -> conditions.add(
            timestamp.ge(DSL.inline(range.from())).and(timestamp.lt(DSL.inline(range.to())))));
    return conditions;
  }

  /** The end of the bar that begins at the instant. */
  Instant endOf(Instant start);

  /** Whether every bar begins and ends at whole multiples of the length from Monday 2000-01-03T00:00Z on, the bins of rollups. */
  boolean isAlignedTo(Duration length);

  /** The times it covers; all when absent. */
  Optional<TimeRange> covered();

  /** The bar whose time holds the instant, if any. */
  Optional<TimeRange> barAt(Instant instant);

  /** The first bar that begins at the instant or later, if the grid covers one. */
  Optional<TimeRange> firstFrom(Instant instant);

  /** The last bar that begins before the instant, if the grid covers one. */
  Optional<TimeRange> lastBefore(Instant instant);
}
