package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.TickQuery;

/** The library: all ticks as records in a list. */
record ListOfTicks(TickQuery query) implements Way<Checksum> {

  @Override
  public Checksum run() {
    return Checksum.of(query.list());
  }
}
