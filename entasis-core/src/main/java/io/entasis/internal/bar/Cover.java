package io.entasis.internal.bar;

import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.rollup.Level;
import io.entasis.internal.rollup.Levels;
import io.entasis.internal.rollup.Origin;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a range is made up of kept bars: those of the longest level that fits in the middle, shorter ones around it, ticks at the very
 * ends.
 *
 * @param from first instant of the range
 * @param to first instant after
 * @param spans what each level reaches over, longest level and shortest span first; each span lies within the next
 */
record Cover(Instant from, Instant to, List<Span> spans) {

  /** Years that both PostgreSQL and ISO-8601 write with four digits. */
  static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * What a level reaches over.
   *
   * @param level the level
   * @param from start of its first bar
   * @param to end of its last bar
   */
  record Span(Level level, Instant from, Instant to) {

    boolean isEmpty() {
      return !from.isBefore(to);
    }
  }

  /** The range as bars of the grid need it; absent when not even bars of one minute are of use. */
  static Optional<Cover> of(TimeBounds times, Grid grid, Levels levels) {
    Instant from = latest(times.from().orElse(EARLIEST), grid.covered().map(TimeRange::from));
    Instant to = earliest(times.to().orElse(LATEST), grid.covered().map(TimeRange::to));
    List<Span> spans = new ArrayList<>();
    for (Level level : levels.chain(grid::isAlignedTo)) {
      Duration length = level.length();
      Span span = new Span(level, Origin.ceiling(from, length), Origin.floor(to, length));
      if (!span.isEmpty()) {
        spans.add(span);
      }
    }
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Cover(from, to, spans));
  }

  private static Instant latest(Instant instant, Optional<Instant> other) {
    return other.filter(instant::isBefore).orElse(instant);
  }

  private static Instant earliest(Instant instant, Optional<Instant> other) {
    return other.filter(instant::isAfter).orElse(instant);
  }

  /** What all kept bars together reach over. */
  Span widest() {
    return spans.get(spans.size() - 1);
  }

  /** Whether kept bars reach over all of it. */
  boolean isWhole() {
    return widest().from().equals(from) && widest().to().equals(to);
  }
}
