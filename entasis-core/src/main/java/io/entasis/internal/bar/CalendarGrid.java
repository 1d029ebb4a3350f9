package io.entasis.internal.bar;

import static java.util.stream.Collectors.joining;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Bars between given instants, or steps counted anew from each of them. Java's calendar computes the instants, so that bars are
 * the same whatever time zone data the server has.
 *
 * @param starts instants in ascending order, the first not after the first tick and the last after the last one
 * @param step length of a bar that ends no later than the next instant; bars reach from one instant to the next when absent
 */
record CalendarGrid(List<Instant> starts, Optional<Duration> step) implements Grid {

  /** Copies the instants. */
  CalendarGrid {
    starts = List.copyOf(starts);
  }

  @Override
  public Field<Instant> startOf(Field<Instant> timestamp) {
    Field<String> array =
        DSL.inline(starts.stream().map(Instant::toString).collect(joining(",", "{", "}")));
    Field<Instant> anchor = DSL.field(
        "({0}::timestamptz[])[width_bucket({1}, {0}::timestamptz[])]",
        Instant.class, array, timestamp);
    return step.map(size -> FixedGrid.bin(size, timestamp, anchor)).orElse(anchor);
  }

  @Override
  public Instant endOf(Instant start) {
    Instant next = starts.get(positionAfter(start));
    Instant end = start.plus(step.orElse(Duration.between(start, next)));
    return end.isBefore(next) ? end : next;
  }

  @Override
  public boolean isAlignedTo(Duration length) {
    return step.map(size -> Grid.isWhole(size, length)).orElse(true)
        && starts.stream().allMatch(start -> Grid.isMultiple(start, length));
  }

  @Override
  public Optional<TimeRange> covered() {
    return Optional.of(TimeRange.of(starts.get(0), starts.get(starts.size() - 1)));
  }

  /** Position of the first instant after the given one. */
  private int positionAfter(Instant instant) {
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts.get(middle).isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
