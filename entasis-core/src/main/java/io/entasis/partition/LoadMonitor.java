package io.entasis.partition;

/**
 * Follows a load and may cancel it, on the thread that makes the call. It is called at the start of each step, every few thousand rows
 * while they are written, and several times a second while indexes are built.
 */
@FunctionalInterface
public interface LoadMonitor {

  /** Told how far the load has come. What it throws ends the load as cancelling does, and reaches the caller. */
  void onProgress(LoadProgress progress);

  /** Asked each time after {@link #onProgress}; true ends the load with a {@link LoadCancelledException}. False by default. */
  default boolean isCancelled() {
    return false;
  }

  /** A monitor that looks away. */
  static LoadMonitor none() {
    return progress -> {};
  }
}
