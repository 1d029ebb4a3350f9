package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.util.List;

/** The library, with the options that it comes with. */
record SaveAll(Ticks shelf, List<Tick> ticks) implements Way<Long> {

  @Override
  public Long run() {
    return shelf.saveAll(ticks).accepted();
  }
}
