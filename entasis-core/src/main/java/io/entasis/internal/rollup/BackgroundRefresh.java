package io.entasis.internal.rollup;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.ClosedException;
import io.entasis.error.EntasisException;
import io.entasis.error.SchemaException;
import io.entasis.internal.db.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes at an interval. A failure is logged once, and the next try comes at the next turn. */
public final class BackgroundRefresh implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRefresh.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Turns left out where there is nothing to do for a while. */
  private static final int WITHOUT_TABLES = 4;

  private static final int WITHOUT_RIGHTS = 60;

  private final Consumer<BooleanSupplier> refreshing;
  private final Optional<ScheduledExecutorService> timer;
  private volatile Optional<String> lastFailure = Optional.empty();
  private volatile boolean closing;
  private int skip;

  private BackgroundRefresh(
      Consumer<BooleanSupplier> refreshing, Optional<ScheduledExecutorService> timer) {
    this.refreshing = refreshing;
    this.timer = timer;
  }

  /**
   * Begins.
   *
   * @param interval pause between two refreshes; zero for never
   */
  public static BackgroundRefresh start(Database database, Duration interval) {
    return start(new Refresher(database)::refresh, interval);
  }

  /**
   * Begins.
   *
   * @param refreshing refreshes as long as it is told to go on
   */
  static BackgroundRefresh start(Consumer<BooleanSupplier> refreshing, Duration interval) {
    if (interval.isZero()) {
      return new BackgroundRefresh(refreshing, Optional.empty());
    }
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "entasis-rollups");
      thread.setDaemon(true);
      return thread;
    });
    BackgroundRefresh refresh = new BackgroundRefresh(refreshing, Optional.of(timer));
    // turn() lets nothing out that the future could tell
    ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
        refresh::turn, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return refresh;
  }

  /** Why the last refresh failed. */
  Optional<String> lastFailure() {
    return lastFailure;
  }

  /** Lets the batch that is under way end, and begins no other. */
  @Override
  public void close() {
    closing = true;
    timer.ifPresent(BackgroundRefresh::end);
  }

  private static void end(ScheduledExecutorService timer) {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void turn() {
    if (skip > 0) {
      skip--;
      return;
    }
    try {
      refreshing.accept(() -> !closing);
      lastFailure = Optional.empty();
    } catch (ClosedException e) {
      LOG.debug("The refresh of rollups ends", e);
    } catch (SchemaException e) {
      skip = WITHOUT_TABLES;
      LOG.debug("The tables of rollups are not there yet", e);
    } catch (AccessDeniedException e) {
      skip = WITHOUT_RIGHTS;
      failed(e);
    } catch (EntasisException e) {
      failed(e);
    } catch (Throwable e) { // an error must not end the turns unseen
      LOG.error("The refresh of rollups failed", e);
      lastFailure = Optional.of(e.getClass().getSimpleName());
    }
  }

  /** The first one is told aloud. */
  private void failed(EntasisException e) {
    if (lastFailure.isEmpty()) {
      LOG.warn(
          "The refresh of rollups failed; bars stay right and become slower: {}", e.getMessage());
    }
    lastFailure = Optional.of(String.valueOf(e.getMessage()));
  }
}
