package io.entasis.internal.lifecycle;

import io.entasis.partition.PartitionKey;

/** How steps of one kind are taken. Each looks again at what it is about to change. */
interface StepWork {

  /**
   * Takes the step.
   *
   * @param form what the rows of the table are
   * @param target the partition
   */
  Ended take(TableForm form, PartitionKey target);
}
