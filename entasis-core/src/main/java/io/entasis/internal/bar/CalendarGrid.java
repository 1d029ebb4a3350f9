package io.entasis.internal.bar;

import io.entasis.internal.rollup.Origin;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Bars between given instants, or steps counted anew from each of them. Java's calendar computes the instants, so that bars are
 * the same whatever time zone data the server has.
 *
 * @param bars from one instant to the next, without gaps
 */
record CalendarGrid(Stretches bars) implements Grid {

  /**
   * Over the instants.
   *
   * @param starts instants in ascending order, the first not after the first tick and the last after the last one
   * @param step length of a bar that ends no later than the next instant; bars reach from one instant to the next when absent
   */
  static CalendarGrid of(List<Instant> starts, Optional<Duration> step) {
    List<TimeRange> ranges = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      ranges.add(TimeRange.of(starts.get(i - 1), starts.get(i)));
    }
    return new CalendarGrid(new Stretches(ranges, step));
  }

  @Override
  public Field<Instant> startOf(Field<Instant> timestamp) {
    Field<Instant> anchor =
        DSL.field("({0})[width_bucket({1}, {0})]", Instant.class, Grid.array(starts()), timestamp);
    return bars.step().map(size -> FixedGrid.bin(size, timestamp, anchor)).orElse(anchor);
  }

  @Override
  public Instant endOf(Instant start) {
    return barAt(start).orElseThrow().to();
  }

  @Override
  public boolean isAlignedTo(Duration length) {
    return bars.step().map(size -> Origin.isWhole(size, length)).orElse(true)
        && starts().stream().allMatch(start -> Origin.isMultiple(start, length));
  }

  @Override
  public Optional<TimeRange> covered() {
    List<TimeRange> ranges = bars.ranges();
    return Optional.of(
        TimeRange.of(ranges.get(0).from(), ranges.get(ranges.size() - 1).to()));
  }

  @Override
  public Optional<TimeRange> barAt(Instant instant) {
    return bars.barAt(instant);
  }

  @Override
  public Optional<TimeRange> firstFrom(Instant instant) {
    return bars.firstFrom(instant);
  }

  @Override
  public Optional<TimeRange> lastBefore(Instant instant) {
    return bars.lastBefore(instant);
  }

  private List<Instant> starts() {
    List<Instant> starts = new ArrayList<>();
    bars.ranges().forEach(range -> starts.add(range.from()));
    starts.add(covered().orElseThrow().to());
    return starts;
  }
}
