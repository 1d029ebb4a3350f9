package io.entasis.internal.cache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what nobody waits for, each in a thread of its own, so that none waits for another. */
final class BackgroundWork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(0, this::thread);

  /** Does the work again and again, so long after it was done before; a failure does not end that. */
  void every(Duration pause, Runnable work) {
    executor.setCorePoolSize(executor.getCorePoolSize() + 1);
    Future<?> unused = executor.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.debug("Work in the background failed and is tried again", e);
          } catch (Error e) {
            LOG.error("Work in the background failed and is tried again", e);
          }
        },
        pause.toNanos(),
        pause.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /** Begins nothing more, and waits a while for what is being done. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE.toMillis());
        if (thread.isAlive()) {
          LOG.warn("A reading in the background goes on although the cache is closed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "entasis-cache-loader");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }
}
