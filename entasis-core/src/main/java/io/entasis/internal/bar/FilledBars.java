package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSlot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * Puts bars without ticks between those with, symbol by symbol, while both are read. It does not matter which statement the bars with ticks
 * come from.
 */
final class FilledBars implements Iterator<BarSlot> {

  private final Gaps gaps;
  private final Optional<Instant> lower;
  private final Optional<Instant> upper;
  private final Map<String, LastClose> before;
  private final Iterator<String> symbols;
  private final Iterator<Bar> rows;
  private final Queue<Iterator<BarSlot>> ready = new ArrayDeque<>();
  private Optional<Bar> ahead = Optional.empty();
  private Optional<String> symbol = Optional.empty();
  private Optional<Instant> position = Optional.empty();
  private Optional<LastClose> last = Optional.empty();

  /**
   * Over the bars with ticks.
   *
   * @param gaps lists the others
   * @param plan tells where they begin and end
   * @param before the close before the range by symbol
   * @param rows the bars with ticks, symbol by symbol in the order of code points
   */
  FilledBars(Gaps gaps, FillPlan plan, Map<String, LastClose> before, Iterator<Bar> rows) {
    this.gaps = gaps;
    this.lower = plan.lower(gaps.grid());
    this.upper = plan.upper(gaps.grid());
    this.before = before;
    this.symbols = ordered(plan.criteria().symbols().names()).iterator();
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() || !ready.element().hasNext()) {
      ready.poll();
      if (ready.isEmpty() && !advance()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public BarSlot next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.element().next();
  }

  /** Makes the next bars ready; false when there is nothing left. */
  private boolean advance() {
    if (symbol.isEmpty()) {
      if (!symbols.hasNext()) {
        return false;
      }
      symbol = Optional.of(symbols.next());
      position = gaps.isAscending() ? lower : upper;
      last = Optional.ofNullable(before.get(symbol.get()));
    }
    if (ahead.isEmpty() && rows.hasNext()) {
      ahead = Optional.of(rows.next());
    }
    if (ahead.isPresent() && ahead.get().symbol().equals(symbol.get())) {
      addBar(ahead.get());
      ahead = Optional.empty();
    } else {
      addRest();
      symbol = Optional.empty();
    }
    return true;
  }

  private void addBar(Bar bar) {
    BarSlot slot = new BarSlot(bar.symbol(), bar.start(), bar.end(), Optional.of(bar));
    if (gaps.isAscending()) {
      position.ifPresent(from -> ready.add(gaps.between(bar.symbol(), from, bar.start(), last)));
      position = Optional.of(bar.end());
      last = Optional.of(LastClose.of(bar));
    } else {
      position.ifPresent(to ->
          ready.add(gaps.between(bar.symbol(), bar.end(), to, Optional.of(LastClose.of(bar)))));
      position = Optional.of(bar.start());
    }
    ready.add(List.of(slot).iterator());
  }

  private void addRest() {
    Optional<Instant> from = gaps.isAscending() ? position : lower;
    Optional<Instant> to = gaps.isAscending() ? upper : position;
    if (from.isPresent() && to.isPresent()) {
      ready.add(gaps.between(symbol.orElseThrow(), from.get(), to.get(), last));
    }
  }

  /** In the order of code points, which is that of the database's "C". */
  private static List<String> ordered(List<String> names) {
    return names.stream()
        .sorted((one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray()))
        .toList();
  }
}
