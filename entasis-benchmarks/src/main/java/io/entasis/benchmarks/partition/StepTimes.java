package io.entasis.benchmarks.partition;

import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadStep;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long the steps of loads took, all loads together. For one thread. */
final class StepTimes {

  private final Map<LoadStep, Duration> times = new EnumMap<>(LoadStep.class);
  private Optional<LoadStep> current = Optional.empty();
  private long since;

  /** Follows a load. */
  LoadMonitor begin() {
    return progress -> {
      if (!current.equals(Optional.of(progress.step()))) {
        end();
        current = Optional.of(progress.step());
      }
    };
  }

  /** The step under way has ended. */
  void end() {
    long now = System.nanoTime();
    current.ifPresent(step -> times.merge(step, Duration.ofNanos(now - since), Duration::plus));
    current = Optional.empty();
    since = now;
  }

  /** Shares of the time. */
  @Override
  public String toString() {
    double whole = times.values().stream().mapToLong(Duration::toNanos).sum();
    return times.entrySet().stream()
        .map(step -> String.format(
            Locale.ROOT,
            "%s %.0f%%",
            step.getKey().name().toLowerCase(Locale.ROOT),
            100 * step.getValue().toNanos() / whole))
        .collect(Collectors.joining(", "));
  }
}
