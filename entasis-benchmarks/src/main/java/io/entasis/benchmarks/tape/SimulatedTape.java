package io.entasis.benchmarks.tape;

import io.entasis.fixture.MarketSimulator;
import io.entasis.tick.Tick;
import java.util.stream.Stream;

/** The bundled market of digital assets. */
public final class SimulatedTape implements TickTape {

  private static final MarketSimulator MARKET = MarketSimulator.seeded(1).crypto();

  @Override
  public Stream<Tick> first(long ticks) {
    return MARKET.limit(ticks).stream();
  }

  @Override
  public String description() {
    return "made-up trades of five digital assets (seed 1, from 2024-01-01)";
  }
}
