package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.util.stream.Stream;

/** The library: the ticks as records, one by one. */
record StreamOfTicks(TickQuery query) implements Way<Checksum> {

  @Override
  public Checksum run() {
    Checksum sum = new Checksum();
    try (Stream<Tick> ticks = query.stream()) {
      ticks.forEachOrdered(sum::add);
    }
    return sum;
  }
}
