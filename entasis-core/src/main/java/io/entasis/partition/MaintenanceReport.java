package io.entasis.partition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What maintenance did.
 *
 * @param outcome how it ended
 * @param results what became of each step that was come to
 * @param maintainer who maintained instead, where it is known
 * @param elapsed time it took
 */
public record MaintenanceReport(
    Outcome outcome, List<StepResult> results, Optional<Maintainer> maintainer, Duration elapsed) {

  /** Copies the results. */
  public MaintenanceReport {
    results = List.copyOf(results);
  }

  /** How maintenance can end. */
  public enum Outcome {
    /** Every step was done, or needed no doing. */
    DONE,
    /** Some steps failed or were left out; the next run takes them up. */
    INCOMPLETE,
    /** Another process maintains the tables; nothing was done. */
    ELSEWHERE,
    /** It was cancelled, or its connection was lost; the next run takes up what is left. */
    ENDED_EARLY
  }

  /** The results of steps that ended so. */
  public List<StepResult> results(StepResult.Outcome ended) {
    return results.stream().filter(result -> result.outcome() == ended).toList();
  }

  /** The results of steps of that kind. */
  public List<StepResult> results(StepKind kind) {
    return results.stream().filter(result -> result.step().kind() == kind).toList();
  }
}
