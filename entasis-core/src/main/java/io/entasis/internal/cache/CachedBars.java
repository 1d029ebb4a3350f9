package io.entasis.internal.cache;

import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarThreshold;
import io.entasis.bar.Bars;
import io.entasis.bar.ThresholdBarQuery;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Bars, those of ranges that have passed from the cache.
 *
 * @param bars answers everything else
 * @param cache bars of ranges that have passed
 * @param clock tells which have
 */
record CachedBars(Bars bars, KindCache<List<Bar>> cache, Clock clock) implements Bars {

  @Override
  public BarQuery of(String symbol, BarSize size) {
    return kept(bars.of(symbol, size), List.of(symbol), size);
  }

  @Override
  public BarQuery of(Collection<String> symbols, BarSize size) {
    return kept(bars.of(symbols, size), List.copyOf(symbols), size);
  }

  @Override
  public ThresholdBarQuery of(String symbol, BarThreshold threshold) {
    return bars.of(symbol, threshold);
  }

  @Override
  public ThresholdBarQuery of(Collection<String> symbols, BarThreshold threshold) {
    return bars.of(symbols, threshold);
  }

  private BarQuery kept(BarQuery query, List<String> symbols, BarSize size) {
    return new CachedBarQuery(
        query, new BarSubject(symbols, QuestionKey.of(symbols, size), Optional.empty()), this);
  }
}
