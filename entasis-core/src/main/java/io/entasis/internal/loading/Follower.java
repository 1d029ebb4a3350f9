package io.entasis.internal.loading;

import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.LoadCancelledException;
import io.entasis.partition.LoadMonitor;
import io.entasis.partition.LoadProgress;
import io.entasis.partition.LoadStep;
import java.time.Duration;

/** Tells the monitor of a load how far it has come, and ends the load when it is cancelled. */
final class Follower {

  private final LoadMonitor monitor;
  private final String partition;
  private final long startedAt = System.nanoTime();
  private LoadStep step = LoadStep.COPY;
  private long rows;

  Follower(LoadMonitor monitor, String partition) {
    this.monitor = monitor;
    this.partition = partition;
  }

  void begin(LoadStep next) {
    step = next;
    look();
  }

  void reached(long number) {
    rows = number;
    look();
  }

  /** Throws when the load is to end. */
  void look() {
    monitor.onProgress(new LoadProgress(step, rows, elapsed()));
    if (monitor.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new LoadCancelledException("the load of " + partition + " was cancelled");
    }
  }

  /** Waits a little, and throws when the load is to end. */
  void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    look();
  }

  LoadCancelledException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LoadCancelledException("the load of " + partition + " was interrupted", e);
  }

  /** The archive has noticed first. */
  LoadCancelledException cancelled(ArchiveCancelledException e) {
    return new LoadCancelledException("the load of " + partition + " was cancelled", e);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
