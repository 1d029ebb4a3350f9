package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSlot;
import io.entasis.bar.BarState;
import io.entasis.market.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.SortOrder;

/**
 * Lists the bars without ticks between two others.
 *
 * @param grid where bars begin
 * @param limit how far a close is carried; not at all when absent
 * @param every whether those are wanted too that nothing can fill
 * @param direction direction of the answer
 * @param begun only bars that begin before it are listed
 */
record Gaps(
    Grid grid, Optional<FillLimit> limit, boolean every, SortOrder direction, Instant begun) {

  /**
   * The bars that begin in a range.
   *
   * @param last what may be carried into them
   */
  Iterator<BarSlot> between(String symbol, Instant from, Instant to, Optional<LastClose> last) {
    Instant end = to.isBefore(begun) ? to : begun;
    Instant filled = last.map(close -> fillable(close, end)).orElse(Instant.MIN);
    Instant listed = every || end.isBefore(filled) ? end : filled;
    return listed.isAfter(from)
        ? slots(from, listed)
            .map(slot -> slot(symbol, slot, last.filter(close -> slot.from().isBefore(filled))))
            .iterator()
        : Collections.emptyIterator();
  }

  boolean isAscending() {
    return direction != SortOrder.DESC;
  }

  private Stream<TimeRange> slots(Instant from, Instant to) {
    return isAscending()
        ? Stream.iterate(
                grid.firstFrom(from),
                slot -> slot.filter(bar -> bar.from().isBefore(to)).isPresent(),
                slot -> grid.firstFrom(slot.orElseThrow().to()))
            .map(Optional::orElseThrow)
        : Stream.iterate(
                grid.lastBefore(to),
                slot -> slot.filter(bar -> !bar.from().isBefore(from)).isPresent(),
                slot -> grid.lastBefore(slot.orElseThrow().from()))
            .map(Optional::orElseThrow);
  }

  /** Before what bars begin that the close may be carried into. */
  private Instant fillable(LastClose last, Instant end) {
    if (limit.isEmpty()) {
      return Instant.MIN;
    }
    long number = 0;
    Optional<TimeRange> next = grid.firstFrom(last.bar().to());
    while (next.isPresent() && next.get().from().isBefore(end)) {
      number++;
      if (!limit.get().allows(next.get(), last.bar(), number)) {
        return next.get().from();
      }
      next = grid.firstFrom(next.get().to());
    }
    return end;
  }

  private static BarSlot slot(String symbol, TimeRange slot, Optional<LastClose> last) {
    return new BarSlot(
        symbol, slot.from(), slot.to(), last.map(close -> filled(symbol, slot, close.price())));
  }

  private static Bar filled(String symbol, TimeRange slot, BigDecimal close) {
    return new Bar(
        symbol,
        slot.from(),
        slot.to(),
        close,
        close,
        close,
        close,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        0,
        BarState.FILLED);
  }
}
