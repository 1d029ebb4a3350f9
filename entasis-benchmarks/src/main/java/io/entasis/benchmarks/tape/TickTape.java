package io.entasis.benchmarks.tape;

import io.entasis.tick.Tick;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ticks in order of time, as many as are asked for, the same ones each time. */
public interface TickTape {

  /** The first so many ticks, in constant memory. */
  Stream<Tick> first(long ticks);

  /** What they are, for the head of a report. */
  String description();

  /** The first so many ticks, in memory. */
  default List<Tick> list(long ticks) {
    return first(ticks).toList();
  }

  /** Real ticks when the environment variable ENTASIS_DATA names a folder with some, made-up ones otherwise. */
  static TickTape ofEnvironment() {
    return Optional.ofNullable(System.getenv("ENTASIS_DATA"))
        .map(folder -> Path.of(folder, "ticks"))
        .<TickTape>map(RecordedTape::read)
        .orElseGet(SimulatedTape::new);
  }
}
