package io.entasis.conformance;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What goes on beside a test, each in a thread of its own. The common pool has as few threads as one: there, who waits for another that
 * has not begun waits for ever.
 */
public final class Beside {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Executor THREAD_OF_ITS_OWN = Beside::start;

  private Beside() {}

  /** Asks in another thread. */
  public static <T> CompletableFuture<T> supply(Supplier<T> supplier) {
    return CompletableFuture.supplyAsync(supplier, THREAD_OF_ITS_OWN);
  }

  /** Runs in another thread. */
  public static CompletableFuture<Void> run(Runnable runnable) {
    return CompletableFuture.runAsync(runnable, THREAD_OF_ITS_OWN);
  }

  /** A process that is ended when it takes longer than any test may. */
  public static Process limited(Process process) {
    process
        .onExit()
        .orTimeout(LONGEST.toMinutes(), TimeUnit.MINUTES)
        .exceptionally(late -> process.destroyForcibly());
    return process;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "beside");
    thread.setDaemon(true);
    thread.start();
  }
}
