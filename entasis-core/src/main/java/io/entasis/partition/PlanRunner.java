package io.entasis.partition;

/** Takes the steps of plans. */
@FunctionalInterface
public interface PlanRunner {

  /** Takes the steps of the plan and tells the listener. */
  MaintenanceReport run(PartitionPlan plan, MaintenanceListener listener);
}
