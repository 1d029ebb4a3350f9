package io.entasis.internal.lifecycle;

import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.Maintenance;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenanceReport;
import io.entasis.partition.MaintenanceStatus;
import io.entasis.partition.MaintenanceStep;
import io.entasis.partition.ScheduledMaintenance;
import io.entasis.partition.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maintains whenever it is due by the clock. The thread looks at the clock often, since only the clock says how time passes. */
final class MaintenanceTimer implements ScheduledMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTimer.class);
  private static final long LOOK_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Maintenance maintenance;
  private final Clock clock;
  private final Duration interval;
  private final MaintenanceListener listener;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;

  /** Set by the thread alone. */
  private volatile MaintenanceStatus status;

  private MaintenanceTimer(
      Maintenance maintenance, Clock clock, Duration interval, MaintenanceListener listener) {
    this.maintenance = maintenance;
    this.clock = clock;
    this.interval = interval;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.status = new MaintenanceStatus(
        true,
        0,
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
    this.thread = new Thread(this::run, "entasis-maintenance");
    this.thread.setDaemon(true);
  }

  static MaintenanceTimer start(
      Maintenance maintenance, Clock clock, Duration interval, MaintenanceListener listener) {
    MaintenanceTimer timer = new MaintenanceTimer(maintenance, clock, interval, listener);
    timer.thread.start();
    return timer;
  }

  @Override
  public MaintenanceStatus status() {
    return status;
  }

  @Override
  public void close() {
    ending.countDown();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(PATIENCE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        Instant now = clock.instant();
        if (!now.isBefore(status.nextAt())) {
          turn(now);
        }
      } while (!ending.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("Scheduled maintenance was interrupted", e);
      Thread.currentThread().interrupt();
    } finally {
      status = ended(status);
    }
  }

  private void turn(Instant now) {
    try {
      MaintenanceReport report = maintenance.preview().apply(new UntilClosed());
      status = after(status, now, Optional.of(report), failure(report));
    } catch (RuntimeException | Error e) {
      LOG.warn("Maintenance failed and is tried again at its next turn: {}", e.toString());
      LOG.debug("The failure", e);
      Optional<String> failure =
          Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
      status = after(status, now, status.lastReport(), failure);
    }
  }

  private MaintenanceStatus after(
      MaintenanceStatus before,
      Instant now,
      Optional<MaintenanceReport> report,
      Optional<String> failure) {
    return new MaintenanceStatus(
        before.isRunning(),
        before.runs() + 1,
        now.plus(interval),
        Optional.of(now),
        report,
        report.filter(MaintenanceTimer::isDone).isPresent() && failure.isEmpty()
            ? Optional.of(now)
            : before.lastSuccessAt(),
        failure);
  }

  private static boolean isDone(MaintenanceReport report) {
    return report.outcome() == MaintenanceReport.Outcome.DONE;
  }

  /** That somebody else maintains is none. */
  private static Optional<String> failure(MaintenanceReport report) {
    return switch (report.outcome()) {
      case DONE, ELSEWHERE -> Optional.empty();
      case INCOMPLETE, ENDED_EARLY ->
        Optional.of(report.results().stream()
            .filter(result -> result.outcome() == StepResult.Outcome.FAILED
                || result.outcome() == StepResult.Outcome.LEFT_OUT)
            .map(StepResult::toString)
            .collect(Collectors.joining("; ")));
    };
  }

  private static MaintenanceStatus ended(MaintenanceStatus before) {
    return new MaintenanceStatus(
        false,
        before.runs(),
        before.nextAt(),
        before.lastAt(),
        before.lastReport(),
        before.lastSuccessAt(),
        before.lastFailure());
  }

  /** The listener of the app, and our own end. */
  private final class UntilClosed implements MaintenanceListener {

    @Override
    public void began(MaintenanceStep step) {
      listener.began(step);
    }

    @Override
    public void archiving(MaintenanceStep step, ArchiveProgress progress) {
      listener.archiving(step, progress);
    }

    @Override
    public void ended(StepResult result) {
      listener.ended(result);
    }

    @Override
    public boolean isCancelled() {
      return ending.getCount() == 0 || listener.isCancelled();
    }
  }
}
