package io.entasis.benchmarks.archive;

import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.ArchiveStep;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures the steps of a call by what its monitor is told. A step lasts until the next one begins. */
final class StepTimes implements ArchiveMonitor {

  private final Map<ArchiveStep, Duration> times = new EnumMap<>(ArchiveStep.class);
  private ArchiveStep current = ArchiveStep.WRITE;
  private long last = System.nanoTime();

  @Override
  public void onProgress(ArchiveProgress progress) {
    long now = System.nanoTime();
    times.merge(current, Duration.ofNanos(now - last), Duration::plus);
    last = now;
    current = progress.step();
  }

  /** How long the step took. */
  Duration of(ArchiveStep step) {
    return times.getOrDefault(step, Duration.ZERO);
  }

  /** How long all of it took. */
  Duration total() {
    return times.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
