package io.entasis.partition;

/** Maintenance that runs again and again, on a daemon thread, until it is closed. Safe for use by several threads. */
public interface ScheduledMaintenance extends AutoCloseable {

  /** How it fares. */
  MaintenanceStatus status();

  /**
   * Begins no other run, and ends the one that is under way after its step; one that takes longer than ten seconds is interrupted. What
   * is left, the next run completes. Calling it again does nothing.
   */
  @Override
  void close();
}
