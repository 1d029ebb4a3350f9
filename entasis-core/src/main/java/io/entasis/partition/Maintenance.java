package io.entasis.partition;

/** Maintenance under one policy. Immutable, and safe for use by several threads. */
public interface Maintenance {

  /** The policy. */
  MaintenancePolicy policy();

  /** What is to be done now. Changes nothing and locks nobody out. */
  PartitionPlan preview();
}
