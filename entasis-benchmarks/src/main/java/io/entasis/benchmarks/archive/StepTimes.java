package io.entasis.benchmarks.archive;

import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.ArchiveStep;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Measures the steps of a call by what its monitor is told. A step lasts until the next one begins. */
final class StepTimes implements ArchiveMonitor {

  private final Map<ArchiveStep, Long> begun = new EnumMap<>(ArchiveStep.class);
  private long last = System.nanoTime();

  @Override
  public void onProgress(ArchiveProgress progress) {
    last = System.nanoTime();
    begun.putIfAbsent(progress.step(), last);
  }

  /** How long the step took. */
  Duration of(ArchiveStep step) {
    ArchiveStep[] steps = ArchiveStep.values();
    long end = step.ordinal() + 1 < steps.length ? start(steps[step.ordinal() + 1]) : last;
    return Duration.ofNanos(end - start(step));
  }

  /** How long all of it took. */
  Duration total() {
    return Duration.ofNanos(last - start(ArchiveStep.WRITE));
  }

  private long start(ArchiveStep step) {
    return begun.getOrDefault(step, last);
  }
}
