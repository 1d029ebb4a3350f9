package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import io.entasis.ingest.IngestOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How a month is filled. An immutable value: each method returns new options and leaves these as they were.
 *
 * @param rejectLimit rows that may be left out before the call fails; no limit by default
 * @param keptRejections rejected rows that the report lists one by one; 1,000 by default, all are counted
 * @param knownAfter how long after its timestamp each row was knowable; absent by default, when a row counts as known from the start of
 *     the load
 * @param loading how the partition is loaded
 */
public record BackfillOptions(
    long rejectLimit, int keptRejections, Optional<Duration> knownAfter, LoadOptions loading) {

  private static final BackfillOptions DEFAULTS =
      new BackfillOptions(Long.MAX_VALUE, 1_000, Optional.empty(), LoadOptions.defaults());

  /**
   * Checks every setting.
   *
   * @throws InvalidInputException when one is out of its range; the message names it
   */
  public BackfillOptions {
    IngestOptions checked =
        IngestOptions.defaults().rejectLimit(rejectLimit).keptRejections(keptRejections);
    knownAfter.ifPresent(checked::knownAfter);
  }

  /** The defaults of every setting. */
  public static BackfillOptions defaults() {
    return DEFAULTS;
  }

  /** With a limit of rows that may be left out; 0 makes the first one fail the call. */
  public BackfillOptions rejectLimit(long rows) {
    return new BackfillOptions(rows, keptRejections, knownAfter, loading);
  }

  /** With another number of rejected rows that the report lists one by one. */
  public BackfillOptions keptRejections(int rows) {
    return new BackfillOptions(rejectLimit, rows, knownAfter, loading);
  }

  /**
   * Each row counts as known that long after its timestamp, from zero to 366 days, instead of from the start of the load. That changes
   * on purpose what was known in the past.
   */
  public BackfillOptions knownAfter(Duration lag) {
    return new BackfillOptions(rejectLimit, keptRejections, Optional.of(lag), loading);
  }

  /** With other settings of the load itself. */
  public BackfillOptions loading(LoadOptions options) {
    return new BackfillOptions(rejectLimit, keptRejections, knownAfter, options);
  }
}
