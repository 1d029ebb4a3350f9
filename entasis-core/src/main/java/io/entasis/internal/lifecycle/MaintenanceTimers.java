package io.entasis.internal.lifecycle;

import io.entasis.error.ClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The timers that run, until they are closed all together; none is started after that. Safe for use by several threads. */
final class MaintenanceTimers {

  private final List<MaintenanceTimer> timers = new ArrayList<>();
  private boolean closed;

  synchronized MaintenanceTimer start(Supplier<MaintenanceTimer> starting) {
    if (closed) {
      throw new ClosedException("this Entasis is closed");
    }
    timers.removeIf(timer -> !timer.status().isRunning());
    MaintenanceTimer timer = starting.get();
    timers.add(timer);
    return timer;
  }

  /** Waits for their ends without keeping others out, for one of them may come here. */
  void close() {
    end().forEach(MaintenanceTimer::close);
  }

  private synchronized List<MaintenanceTimer> end() {
    closed = true;
    return List.copyOf(timers);
  }
}
