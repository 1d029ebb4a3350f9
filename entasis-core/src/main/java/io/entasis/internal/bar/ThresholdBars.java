package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarThreshold;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Makes bars of ticks while they are read. */
final class ThresholdBars implements Iterator<Bar> {

  private final BarThreshold threshold;
  private final boolean provisional;
  private final Iterator<Trade> trades;
  private Optional<Trade> ahead = Optional.empty();
  private Optional<Bar> ready = Optional.empty();

  /**
   * Over the ticks.
   *
   * @param provisional whether a bar that is not full is wanted
   * @param trades the ticks, symbol by symbol in total order
   */
  ThresholdBars(BarThreshold threshold, boolean provisional, Iterator<Trade> trades) {
    this.threshold = threshold;
    this.provisional = provisional;
    this.trades = trades;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (ahead.isPresent() || trades.hasNext())) {
      OpenBar bar = collect();
      if (bar.isFull() || provisional) {
        ready = Optional.of(bar.bar());
      }
    }
    return ready.isPresent();
  }

  @Override
  public Bar next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Bar next = ready.orElseThrow();
    ready = Optional.empty();
    return next;
  }

  /** A bar of the next ticks: full, or ended by the last tick of its symbol. */
  private OpenBar collect() {
    OpenBar bar = new OpenBar(threshold, ahead.orElseGet(trades::next));
    ahead = Optional.empty();
    while (!bar.isFull() && trades.hasNext()) {
      Trade trade = trades.next();
      if (!trade.symbol().equals(bar.symbol())) {
        ahead = Optional.of(trade);
        return bar;
      }
      bar.add(trade);
    }
    return bar;
  }
}
