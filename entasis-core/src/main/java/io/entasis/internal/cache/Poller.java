package io.entasis.internal.cache;

import io.entasis.cache.PollStatistics;
import io.entasis.internal.change.ChangeLog;
import io.entasis.internal.change.LogPosition;
import io.entasis.internal.change.LogReading;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.SqlWork;
import io.entasis.internal.db.Watchdog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log in a thread of its own: a statement every quarter of the bound, on a connection that is borrowed for it. Whatever
 * goes wrong is a doubt, and ends all trust at once.
 */
final class Poller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final String DOING = "polling the change log";
  private static final int POLLS_IN_A_BOUND = 4;

  /** A poll is answered within milliseconds, or something is wrong. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

  private final Database database;
  private final ChangeLog log;
  private final PollTarget target;
  private final Duration interval;
  private final Duration longest;
  private final AtomicLong polls = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private final Thread thread = new Thread(this::run, "entasis-cache-poller");
  private volatile Optional<Long> lastBegan = Optional.empty();
  private volatile boolean closed;
  private Optional<LogPosition> position = Optional.empty();

  /**
   * Over the log.
   *
   * @param bound how stale an answer may be
   */
  Poller(Database database, ChangeLog log, PollTarget target, Duration bound) {
    this.database = database;
    this.log = log;
    this.target = target;
    this.interval = bound.dividedBy(POLLS_IN_A_BOUND);
    this.longest = bound.compareTo(LONGEST_POLL) < 0 ? bound : LONGEST_POLL;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  PollStatistics statistics() {
    long now = System.nanoTime();
    return new PollStatistics(
        polls.get(),
        failures.get(),
        restarts.get(),
        lastBegan.map(began -> Duration.ofNanos(now - began)));
  }

  /** Ends the thread; a poll that hangs is cut by the watchdog. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(longest.multipliedBy(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      long started = System.nanoTime();
      try {
        poll();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
      LockSupport.parkNanos(started + interval.toNanos() - System.nanoTime());
    }
    target.doubted();
  }

  private void poll() {
    if (position.isEmpty()) {
      open();
    } else {
      follow(position.get());
    }
    polls.incrementAndGet();
  }

  private void open() {
    Timed<LogPosition> opened = timed(log::begin);
    position = Optional.of(opened.value());
    lastBegan = Optional.of(opened.began());
    target.opened(opened.began());
  }

  private void follow(LogPosition since) {
    Timed<Optional<LogReading>> read = timed(connection -> log.readFrom(since, connection));
    Optional<LogReading> reading = read.value().filter(next -> next.position().continues(since));
    if (reading.isEmpty()) {
      LOG.info("The change log was begun anew, nothing that the cache held is believed any more");
      doubt();
      return;
    }
    target.polled(reading.get().changes(), reading.get().complete(), read.began());
    position = Optional.of(reading.get().position());
    lastBegan = Optional.of(read.began());
  }

  private void failed(Throwable failure) {
    if (closed) {
      return;
    }
    failures.incrementAndGet();
    if (position.isPresent() || failures.get() == 1) {
      LOG.warn(
          "The change log cannot be polled, so nothing is cached until it can: {}",
          failure.getMessage());
      LOG.debug("The failure of the poll", failure);
    }
    doubt();
  }

  private void doubt() {
    if (position.isPresent()) {
      restarts.incrementAndGet();
    }
    position = Optional.empty();
    lastBegan = Optional.empty();
    target.doubted();
  }

  /** The time is taken on the connection, before the snapshot that the statement takes. */
  private <T> Timed<T> timed(SqlWork<T> work) {
    return database.sessions().with(DOING, connection -> {
      try (Watchdog.Guard guard = database.watchdog().guard(connection, longest)) {
        return guard.run(DOING, () -> {
          long began = System.nanoTime();
          return new Timed<>(began, work.run(connection));
        });
      }
    });
  }

  /**
   * What was read, and when that began.
   *
   * @param began by {@link System#nanoTime()}
   * @param value what was read
   * @param <T> its type
   */
  private record Timed<T>(long began, T value) {}
}
