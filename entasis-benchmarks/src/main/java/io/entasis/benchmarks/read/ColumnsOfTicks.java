package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.TickQuery;

/** The library: the ticks as columns of primitive values. */
record ColumnsOfTicks(TickQuery query) implements Way<Checksum> {

  @Override
  public Checksum run() {
    return Checksum.of(query.columns());
  }
}
