package io.entasis.benchmarks.race;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The times of one way.
 *
 * @param name the way
 * @param times one for each counted round
 */
public record Standing(String name, List<Duration> times) {

  /** Copies the times. */
  public Standing {
    times = List.copyOf(times);
  }

  /** The time in the middle. */
  public Duration median() {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  /** The shortest time. */
  public Duration min() {
    return times.stream().min(Duration::compareTo).orElseThrow();
  }

  /** The longest time. */
  public Duration max() {
    return times.stream().max(Duration::compareTo).orElseThrow();
  }

  /** How many times the time of the other it took: the median of the ratios within each round. */
  public double timesThatOf(Standing other) {
    double[] ratios = IntStream.range(0, times.size())
        .mapToDouble(round ->
            (double) times.get(round).toNanos() / other.times.get(round).toNanos())
        .sorted()
        .toArray();
    return ratios[ratios.length / 2];
  }
}
