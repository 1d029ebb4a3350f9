package io.entasis.internal.archive.store;

import java.time.Duration;

/** Waits between tries. */
@FunctionalInterface
public interface Pause {

  /** Waits so long. */
  void take(Duration length) throws InterruptedException;

  /** Really waits. */
  static Pause sleeping() {
    return length -> Thread.sleep(length.toMillis());
  }
}
