package io.entasis.benchmarks.bar;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.time.Instant;

/** A bar as plain SQL gives it; numbers are compared without their trailing zeros. */
record Ohlcv(
    String symbol,
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {

  Ohlcv {
    open = open.stripTrailingZeros();
    high = high.stripTrailingZeros();
    low = low.stripTrailingZeros();
    close = close.stripTrailingZeros();
    volume = volume.stripTrailingZeros();
  }

  static Ohlcv of(Bar bar) {
    return new Ohlcv(
        bar.symbol(), bar.start(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }
}
