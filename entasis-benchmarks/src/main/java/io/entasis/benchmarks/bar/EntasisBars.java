package io.entasis.benchmarks.bar;

import io.entasis.bar.BarQuery;
import io.entasis.benchmarks.race.Way;
import java.util.List;

/** The library, which also finds notional and number of ticks of each bar. */
record EntasisBars(BarQuery query) implements Way<List<Ohlcv>> {

  @Override
  public List<Ohlcv> run() {
    return query.list().stream().map(Ohlcv::of).toList();
  }
}
