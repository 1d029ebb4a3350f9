package io.entasis.benchmarks.jmh;

import io.entasis.fixture.MarketSimulator;
import io.entasis.tick.Tick;
import java.util.List;

/** Ticks of both bundled markets: prices from 0.00000832 to 42,280.00, whole and fractional volumes. */
final class SampleTicks {

  /** How many there are. */
  static final int COUNT = 10_000;

  private SampleTicks() {}

  static List<Tick> list() {
    return MarketSimulator.seeded(1).crypto().equities().limit(COUNT).list();
  }
}
