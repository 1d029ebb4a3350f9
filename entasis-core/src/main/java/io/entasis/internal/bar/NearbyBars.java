package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.internal.read.TimeBounds;
import io.entasis.market.TimeRange;
import io.entasis.tick.TickSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.SortOrder;

/**
 * Finds the few bars at one end of a long history: asks for the time near that end, and for more only as long as there are too few. Each
 * answer comes from one statement, and the last one is the answer, so it is right in one state of the database.
 *
 * @param criteria what is asked, with a limit, about one symbol
 * @param grid where bars begin
 * @param span the times of the first and the last tick
 */
record NearbyBars(BarCriteria criteria, Grid grid, TickSpan span) {

  /** Markets close and ticks are missing, so there is some room for empty bars. */
  private static final long ROOM = 2;

  private static final long WIDER = 8;
  private static final Duration MONTH = Duration.ofDays(31);

  /** The bars. */
  List<Bar> list(Function<BarCriteria, List<Bar>> ask) {
    long limit = criteria.window().limit().orElseThrow();
    Duration whole = Duration.between(span.first(), span.last());
    for (Duration near = room(limit, whole);
        near.compareTo(whole) < 0;
        near = near.multipliedBy(WIDER)) {
      List<Bar> bars = ask.apply(criteria.within(narrowed(near)));
      if (bars.size() == limit) {
        return bars;
      }
    }
    return ask.apply(criteria);
  }

  /** All of it where that holds fewer bars than are wanted. */
  private Duration room(long limit, Duration whole) {
    return limit > whole.dividedBy(length()) ? whole : length().multipliedBy(limit * ROOM);
  }

  /** Cut where a bar begins, so that no bar is cut. */
  private TimeBounds narrowed(Duration near) {
    if (criteria.window().direction() == SortOrder.DESC) {
      Instant from = span.last().minus(near);
      return criteria.times().cutBefore(grid.barAt(from).map(TimeRange::from).orElse(from));
    }
    Instant to = span.first().plus(near);
    return criteria.times().endingBefore(grid.barAt(to).map(TimeRange::from).orElse(to));
  }

  private Duration length() {
    BarSize size = criteria.alignment().size();
    return size.isMonth() ? MONTH : size.toDuration();
  }
}
