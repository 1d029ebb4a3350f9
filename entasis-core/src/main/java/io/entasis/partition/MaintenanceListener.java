package io.entasis.partition;

/**
 * Follows maintenance, on the thread that runs it, and may end it. What it throws ends the maintenance between two steps and reaches the
 * caller; every step is then whole or not begun.
 */
public interface MaintenanceListener {

  /** Before a step is taken. Does nothing by default. */
  default void began(MaintenanceStep step) {}

  /** While a partition is archived, or its archive is read again before a drop. Does nothing by default. */
  default void archiving(MaintenanceStep step, ArchiveProgress progress) {}

  /** After a step, whatever became of it. Does nothing by default. */
  default void ended(StepResult result) {}

  /** Asked before each step, while a partition is archived, and while it is compared before a drop; true ends the maintenance. False by default. */
  default boolean isCancelled() {
    return false;
  }

  /** A listener that looks away. */
  static MaintenanceListener none() {
    return new MaintenanceListener() {};
  }
}
