package io.entasis.internal.loading;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that are done on several connections at once, each task in a transaction of its own. For one thread, once. */
final class SideWork {

  private static final Logger LOG = LoggerFactory.getLogger(SideWork.class);
  private static final long LOOK_MILLIS = 100;

  private final PooledSessions sessions;
  private final String doing;
  private final Queue<Task> tasks;
  private final Set<Connection> busy = ConcurrentHashMap.newKeySet();

  /**
   * Of these tasks.
   *
   * @param doing what fails when one fails
   */
  SideWork(PooledSessions sessions, String doing, List<Task> tasks) {
    this.sessions = sessions;
    this.doing = doing;
    this.tasks = new ConcurrentLinkedQueue<>(tasks);
  }

  /** Does them all; with the first failure, or when the follower ends the load, those under way are cancelled. */
  void run(int connections, Follower follower) {
    int threads = Math.min(connections, tasks.size());
    ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
      Thread thread = new Thread(work, "entasis-loading");
      thread.setDaemon(true);
      return thread;
    });
    try {
      List<Future<Optional<DatabaseUnavailableException>>> running = new ArrayList<>();
      for (int number = 0; number < threads; number++) {
        running.add(workers.submit(this::work));
      }
      await(running, follower);
    } catch (RuntimeException | Error e) {
      tasks.clear();
      busy.forEach(SideWork::cancel);
      throw e;
    } finally {
      end(workers);
    }
  }

  /** Does tasks until none is left; without a connection it gives the reason, and others may do them. */
  private Optional<DatabaseUnavailableException> work() {
    Lease borrowed;
    try {
      borrowed = PatientLease.of(sessions, doing, SideLoad.SETTINGS);
    } catch (DatabaseUnavailableException e) {
      return Optional.of(e);
    }
    drain(borrowed);
    return Optional.empty();
  }

  private void drain(Lease borrowed) {
    try (Lease lease = borrowed) {
      Connection connection = lease.connection();
      busy.add(connection);
      try {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run(connection);
          connection.commit();
        }
      } finally {
        busy.remove(connection);
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  private void await(
      List<Future<Optional<DatabaseUnavailableException>>> running, Follower follower) {
    Optional<DatabaseUnavailableException> missing = Optional.empty();
    for (Future<Optional<DatabaseUnavailableException>> one : running) {
      Optional<DatabaseUnavailableException> reason = await(one, follower);
      missing = reason.isPresent() ? reason : missing;
    }
    if (missing.isPresent() && !tasks.isEmpty()) {
      throw missing.get();
    }
  }

  private static <R> R await(Future<R> one, Follower follower) {
    while (true) {
      try {
        return one.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        follower.look();
      } catch (InterruptedException e) {
        throw follower.interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      LOG.debug("A statement of a load could not be cancelled", e);
    }
  }

  /** Waits for the threads, whose statements end by themselves or were cancelled. */
  private static void end(ExecutorService workers) {
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One task. */
  interface Task {

    /** Does it. */
    void run(Connection connection) throws SQLException;
  }
}
