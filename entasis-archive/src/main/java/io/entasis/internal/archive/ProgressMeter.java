package io.entasis.internal.archive;

import io.entasis.partition.ArchiveCancelledException;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveProgress;
import io.entasis.partition.ArchiveStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells the monitor how far a call has come, and ends the call when it is cancelled. For one thread. */
public final class ProgressMeter {

  private static final int ROWS_BETWEEN = 8_192;

  private final String doing;
  private final ArchiveMonitor monitor;
  private final Clock clock;
  private final Instant start;
  private ArchiveStep step = ArchiveStep.WRITE;
  private Instant stepStart;
  private long expected;
  private long rows;
  private Told last = new Told(0, 0, 0);

  /** For a call that does something, for example {@code archiving market_data_y2024m01}. */
  public ProgressMeter(String doing, ArchiveMonitor monitor, Clock clock) {
    this.doing = doing;
    this.monitor = monitor;
    this.clock = clock;
    this.start = clock.instant();
    this.stepStart = start;
  }

  /** A step begins that will deal with so many rows, or bytes where it moves bytes; 0 when that is not known. */
  void begin(ArchiveStep next, long expectedAmount) {
    step = next;
    stepStart = clock.instant();
    expected = expectedAmount;
    rows = 0;
    tell(new Told(0, 0, 0));
  }

  /** One row more; the bytes are asked for only when somebody is told. */
  void row(LongSupplier bytes) {
    rows++;
    if (rows % ROWS_BETWEEN == 0) {
      tell(new Told(rows, bytes.getAsLong(), rows));
    }
  }

  /** So many bytes of the step have moved. */
  void bytes(long bytes) {
    tell(new Told(0, bytes, bytes));
  }

  /** Nothing has moved; is the call still wanted? */
  public void ask() {
    tell(last);
  }

  private void tell(Told now) {
    last = now;
    Instant at = clock.instant();
    monitor.onProgress(new ArchiveProgress(
        step, now.rows(), now.bytes(), Duration.between(start, at), left(now.done(), at)));
    if (monitor.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new ArchiveCancelledException(doing + " was cancelled");
    }
  }

  private Optional<Duration> left(long done, Instant now) {
    if (expected == 0 || done == 0) {
      return Optional.empty();
    }
    double share = (double) Math.max(expected - done, 0) / done;
    return Optional.of(
        Duration.ofNanos((long) (Duration.between(stepStart, now).toNanos() * share)));
  }

  /** How far a step was when it was last told; done is what its expectation counts. */
  private record Told(long rows, long bytes, long done) {}
}
