package io.entasis.partition;

/**
 * Follows a long call to the archive and may cancel it, on the thread that makes the call. It is called at the start of a step, and
 * then every few thousand rows or every megabyte, and several times a second while a request that failed waits for its next try.
 */
@FunctionalInterface
public interface ArchiveMonitor {

  /** Told how far the call has come. What it throws ends the call as cancelling does, and reaches the caller. */
  void onProgress(ArchiveProgress progress);

  /** Asked each time after {@link #onProgress}; true ends the call with an {@link ArchiveCancelledException}. False by default. */
  default boolean isCancelled() {
    return false;
  }

  /** A monitor that looks away. */
  static ArchiveMonitor none() {
    return progress -> {};
  }
}
