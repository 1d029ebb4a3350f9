package io.entasis.partition;

/**
 * A step of maintenance.
 *
 * @param kind what it does
 * @param target what it does it to, with the time that is concerned
 * @param reason why
 */
public record MaintenanceStep(StepKind kind, PartitionKey target, String reason) {

  /** Which lock it takes on what, and who waits. */
  public String lock() {
    return kind.lock();
  }

  /** What and why, for example {@code DROP market_data_y2024m01 [..., ...): detached since ...}. */
  @Override
  public String toString() {
    return kind + " " + target + ": " + reason;
  }
}
