package io.entasis.internal.bar;

import io.entasis.internal.read.TimeBounds;
import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.tick.TickSpan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a question looks at whose bars without ticks matter.
 *
 * @param criteria the question
 * @param now tells which bars have begun
 */
record FillPlan(BarCriteria criteria, Instant now) {

  /** Cuts "now" to microseconds. */
  FillPlan {
    now = Micros.truncate(now);
  }

  /** The times whose ticks matter: those asked about, and those before that a close may be carried from. */
  TimeBounds looked() {
    TimeBounds times = criteria.times();
    return new TimeBounds(reach().or(times::from), times.to(), times.reference());
  }

  /** The times before the range that a close may be carried from. */
  Optional<TimeBounds> before() {
    return reach()
        .map(reach -> criteria
            .knowledge()
            .bound(TimeBounds.NONE.since(reach).before(criteria.times().from().orElseThrow())));
  }

  /** The span that the grid has to cover, of the ticks' span. */
  Optional<TickSpan> span(Optional<TickSpan> ticks) {
    Optional<Instant> from = criteria.times().from().filter(start -> !start.isAfter(now));
    Optional<Instant> last =
        criteria.times().to().map(end -> earlier(end, next(now)).minus(1, ChronoUnit.MICROS));
    if (ticks.isEmpty()) {
      return from.flatMap(
          start -> last.filter(end -> !end.isBefore(start)).map(end -> new TickSpan(start, end)));
    }
    TickSpan held = ticks.get();
    return Optional.of(new TickSpan(
        from.map(start -> earlier(start, held.first())).orElse(held.first()),
        last.map(end -> later(end, held.last())).orElse(held.last())));
  }

  /**
   * What lists the bars without ticks.
   *
   * @param every whether those are listed too that nothing fills
   */
  Gaps gaps(Grid grid, boolean every) {
    return new Gaps(grid, criteria.fill(), every, criteria.window().direction(), begun(grid));
  }

  /** The start of the first bar; absent when the first one with ticks is the first. */
  Optional<Instant> lower(Grid grid) {
    return criteria
        .times()
        .from()
        .map(from -> grid.barAt(from)
            .or(() -> grid.firstFrom(from))
            .map(TimeRange::from)
            .orElse(Instant.MAX));
  }

  /** Before what bars begin; absent when the last one with ticks is the last. */
  Optional<Instant> upper(Grid grid) {
    return criteria.times().to().map(to -> earlier(to, begun(grid)));
  }

  /** Before what bars begin that can be filled: those that have begun or, of what was known then, had ended. */
  Instant begun(Grid grid) {
    return Optional.of(now)
        .filter(instant -> !criteria.provisional())
        .flatMap(grid::barAt)
        .map(TimeRange::from)
        .orElse(next(now));
  }

  private Optional<Instant> reach() {
    return criteria
        .fill()
        .flatMap(
            limit -> criteria.times().from().map(from -> limit.reach(criteria.alignment(), from)));
  }

  private static Instant next(Instant instant) {
    return instant.plus(1, ChronoUnit.MICROS);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
