package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarState;
import io.entasis.bar.BarThreshold;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A bar that takes one tick after the other until it is full. */
final class OpenBar {

  private final BarThreshold threshold;
  private final Trade first;
  private Trade last;
  private BigDecimal high;
  private BigDecimal low;
  private BigDecimal volume = BigDecimal.ZERO;
  private BigDecimal notional = BigDecimal.ZERO;
  private BigDecimal sum = BigDecimal.ZERO;
  private long ticks;

  /** Takes its first tick. */
  OpenBar(BarThreshold threshold, Trade first) {
    this.threshold = threshold;
    this.first = first;
    this.last = first;
    this.high = first.price();
    this.low = first.price();
    add(first);
  }

  /** Takes the next tick. */
  void add(Trade trade) {
    last = trade;
    high = high.max(trade.price());
    low = low.min(trade.price());
    volume = volume.add(trade.volume());
    notional = notional.add(trade.notional());
    sum = sum.add(
        switch (threshold.measure()) {
          case TICKS -> BigDecimal.ONE;
          case VOLUME -> trade.volume();
          case NOTIONAL -> trade.notional().abs();
        });
    ticks++;
  }

  String symbol() {
    return first.symbol();
  }

  boolean isFull() {
    return sum.compareTo(threshold.amount()) >= 0;
  }

  Bar bar() {
    return new Bar(
        symbol(),
        first.at(),
        last.at().plus(1, ChronoUnit.MICROS),
        first.price(),
        high,
        low,
        last.price(),
        PlainDecimal.of(volume),
        PlainDecimal.of(notional),
        ticks,
        Optional.of(first.at()),
        Optional.of(last.at()),
        isFull() ? BarState.FINAL : BarState.PROVISIONAL);
  }
}
