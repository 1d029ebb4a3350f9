package io.entasis.partition;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What maintenance would do now. Plans with the same steps are equal; printing one shows each step with its reason and its lock.
 * Nothing happens until it is {@linkplain #apply applied}. Immutable, and safe for use by several threads.
 */
public final class PartitionPlan {

  private final List<MaintenanceStep> steps;
  private final PlanRunner runner;

  /** Of these steps, in their order, that the runner takes. */
  public PartitionPlan(List<MaintenanceStep> steps, PlanRunner runner) {
    this.steps = List.copyOf(steps);
    this.runner = Objects.requireNonNull(runner, "runner");
  }

  /** The steps, in their order. */
  public List<MaintenanceStep> steps() {
    return steps;
  }

  /** The steps of that kind. */
  public List<MaintenanceStep> steps(StepKind kind) {
    return steps.stream().filter(step -> step.kind() == kind).toList();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** As {@link #apply(MaintenanceListener)}, with nobody listening. */
  public MaintenanceReport apply() {
    return apply(MaintenanceListener.none());
  }

  /**
   * Takes the steps. Each looks again at what it is about to change: what was done meanwhile is not done twice, and what has changed so
   * that the step is no longer right is left out. A step that fails leaves the partition as it was, and the other partitions go
   * on; what failed comes again with the next plan. A crash at any point loses nothing: the next plan completes what was begun.
   *
   * <p>One process at a time maintains the tables of a schema; where another one does, nothing is done and the report says who.
   *
   * @throws io.entasis.error.DatabaseUnavailableException when there is no connection to begin with; one that is lost on the way ends
   *     the report
   */
  public MaintenanceReport apply(MaintenanceListener listener) {
    return runner.run(this, Objects.requireNonNull(listener, "listener"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionPlan plan && plan.steps.equals(steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  /** One line for each step, and its lock below. */
  @Override
  public String toString() {
    return steps.isEmpty()
        ? "nothing to do"
        : steps.stream()
            .map(step -> step + System.lineSeparator() + "    lock: " + step.lock())
            .collect(Collectors.joining(System.lineSeparator()));
  }
}
