package io.entasis.internal.bar;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Stretches of time, each of them one bar, or cut into bars of one length from its start on, the last of which ends with it.
 *
 * @param ranges the stretches in order, without overlap
 * @param step length of a bar; a stretch is one bar when absent
 */
record Stretches(List<TimeRange> ranges, Optional<Duration> step) {

  /** Copies the stretches. */
  Stretches {
    ranges = List.copyOf(ranges);
  }

  /** The bar whose time holds the instant. */
  Optional<TimeRange> barAt(Instant instant) {
    return stretchAt(instant).map(range -> bar(range, instant));
  }

  /** The first bar that begins at the instant or later. */
  Optional<TimeRange> firstFrom(Instant instant) {
    Optional<TimeRange> range = stretchAt(instant);
    if (range.isPresent()) {
      TimeRange bar = bar(range.get(), instant);
      if (bar.from().equals(instant)) {
        return Optional.of(bar);
      }
      if (bar.to().isBefore(range.get().to())) {
        return Optional.of(bar(range.get(), bar.to()));
      }
    }
    int next = positionOf(instant) + 1;
    return next < ranges.size()
        ? Optional.of(bar(ranges.get(next), ranges.get(next).from()))
        : Optional.empty();
  }

  /** The last bar that begins before the instant. */
  Optional<TimeRange> lastBefore(Instant instant) {
    Instant before = instant.minus(1, ChronoUnit.MICROS);
    int position = positionOf(before);
    if (position < 0) {
      return Optional.empty();
    }
    TimeRange range = ranges.get(position);
    return Optional.of(
        bar(range, range.contains(before) ? before : range.to().minus(1, ChronoUnit.MICROS)));
  }

  /** Number of bars. */
  long size() {
    return step.map(length ->
            ranges.stream().mapToLong(range -> barsIn(range.length(), length)).sum())
        .orElse((long) ranges.size());
  }

  private static long barsIn(Duration whole, Duration length) {
    return (whole.toSeconds() + length.toSeconds() - 1) / length.toSeconds();
  }

  private TimeRange bar(TimeRange range, Instant instant) {
    if (step.isEmpty()) {
      return range;
    }
    Instant start = FixedGrid.binOf(step.get(), instant, range.from());
    Instant end = start.plus(step.get());
    return TimeRange.of(start, end.isBefore(range.to()) ? end : range.to());
  }

  private Optional<TimeRange> stretchAt(Instant instant) {
    int position = positionOf(instant);
    return position < 0
        ? Optional.empty()
        : Optional.of(ranges.get(position)).filter(range -> range.contains(instant));
  }

  /** Position of the last stretch that begins at the instant or before; -1 when there is none. */
  private int positionOf(Instant instant) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).from().isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }
}
