package io.entasis.partition;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a step.
 *
 * @param step the step
 * @param outcome how it ended
 * @param detail what was done, or why it was not, for a reader
 * @param failure what it failed with
 * @param elapsed time it took
 */
public record StepResult(
    MaintenanceStep step,
    Outcome outcome,
    String detail,
    Optional<RuntimeException> failure,
    Duration elapsed) {

  /** How a step can end. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** What it was to do was done already. */
    NOT_NEEDED,
    /** It failed and changed nothing, or what it changed is completed by the next run. */
    FAILED,
    /** It was not begun, since another step that it builds on has failed, or things have changed since the plan was made. */
    LEFT_OUT
  }

  /** Step, outcome and detail. */
  @Override
  public String toString() {
    return outcome + " " + step.kind() + " " + step.target().name()
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
