package io.entasis.internal.db;

import io.entasis.error.DeadlineExceededException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections that take too long. Nothing else ends a COPY whose server has stopped reading: the driver's socket time-out
 * bounds reads only, and the server's limits do not count while it waits for the client.
 */
public final class Watchdog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "entasis-watchdog");
        thread.setDaemon(true);
        return thread;
      });

  /** Cuts the connection unless the guard is closed in time. */
  public Guard guard(Connection connection, Duration limit) {
    AtomicBoolean fired = new AtomicBoolean();
    ScheduledFuture<?> cut = timer.schedule(
        () -> {
          fired.set(true);
          abort(connection);
        },
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
    return new Guard(limit, fired, cut);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.warn("A connection that took too long could not be cut", e);
    }
  }

  /**
   * Watches over one piece of work.
   *
   * @param limit how long it may take
   * @param fired whether it took too long
   * @param cut what happens then
   */
  public record Guard(Duration limit, AtomicBoolean fired, ScheduledFuture<?> cut)
      implements AutoCloseable {

    /** Runs the work and translates its failure. */
    public <R> R run(String doing, Work<R> work) {
      try {
        return work.run();
      } catch (SQLException e) {
        throw fired.get()
            ? new DeadlineExceededException(doing + " took longer than " + limit, e)
            : SqlErrors.translate(doing, e);
      }
    }

    @Override
    public void close() {
      cut.cancel(false);
    }
  }

  /**
   * Work on a connection that is watched over.
   *
   * @param <R> what it gives
   */
  @FunctionalInterface
  public interface Work<R> {

    /** Does it. */
    R run() throws SQLException;
  }
}
