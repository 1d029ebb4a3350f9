package io.entasis.ingest;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How many rows are written. An immutable value: each method returns new options and leaves these as they were.
 *
 * @param batchSize rows in a batch, which is stored whole or not at all and held in memory; 50,000 by default
 * @param rejectLimit rows that may be left out before the call fails; no limit by default
 * @param keptRejections rejected rows that the report lists one by one; 1,000 by default, all are counted
 * @param earliest first timestamp that is accepted; 1970-01-01T00:00Z by default
 * @param ahead how far after now a timestamp is accepted; one day by default
 * @param maxNewPartitions partitions that one call may make, so that broken timestamps cannot litter the database; 36 by
 *     default
 * @param batchTimeout time one attempt to write a batch may take before its connection is cut; one minute by default
 * @param attempts how often a batch is tried when the database fails for a passing reason; 3 by default, and once inside a
 *     transaction
 * @param key name under which the rows are stored at most once: a call that repeats the same rows in the same batches under the
 *     same key within seven days stores nothing again. Later batches of a call add their number, as in {@code key/1}, so keys
 *     should not end like that. None by default
 * @param knownAfter for loads of history: how long after its timestamp each row was knowable; absent by default, when a row counts
 *     as known from the start of the transaction that writes it
 * @param listener is told after every batch; nobody by default
 */
public record IngestOptions(
    int batchSize,
    long rejectLimit,
    int keptRejections,
    Instant earliest,
    Duration ahead,
    int maxNewPartitions,
    Duration batchTimeout,
    int attempts,
    Optional<String> key,
    Optional<Duration> knownAfter,
    ProgressListener listener) {

  /** Longest key, in characters; the number of a batch, as in the key of an exception, comes on top. */
  public static final int LONGEST_KEY = 100;

  private static final Pattern BATCH_NUMBER = Pattern.compile("/\\d{1,10}$");
  private static final int LARGEST_BATCH = 1_000_000;
  private static final Duration LONGEST_LAG = Duration.ofDays(366);

  private static final IngestOptions DEFAULTS = new IngestOptions(
      50_000,
      Long.MAX_VALUE,
      1_000,
      Instant.EPOCH,
      Duration.ofDays(1),
      36,
      Duration.ofMinutes(1),
      3,
      Optional.empty(),
      Optional.empty(),
      progress -> {});

  /**
   * Checks every setting.
   *
   * @throws InvalidInputException when one is out of its range; the message names it
   */
  public IngestOptions {
    require(
        batchSize >= 1 && batchSize <= LARGEST_BATCH,
        "batchSize",
        batchSize,
        "from 1 to " + LARGEST_BATCH);
    require(rejectLimit >= 0, "rejectLimit", rejectLimit, "zero or more");
    require(keptRejections >= 0, "keptRejections", keptRejections, "zero or more");
    require(!ahead.isNegative(), "ahead", ahead, "zero or more");
    require(maxNewPartitions >= 0, "maxNewPartitions", maxNewPartitions, "zero or more");
    require(isBounded(batchTimeout), "batchTimeout", batchTimeout, "from a millisecond to a day");
    require(attempts >= 1, "attempts", attempts, "one or more");
    require(
        key.map(IngestOptions::isUsable).orElse(true),
        "key",
        key,
        "from 1 to " + LONGEST_KEY + " characters");
    require(
        knownAfter.map(IngestOptions::isLag).orElse(true),
        "knownAfter",
        knownAfter,
        "from zero to 366 days");
  }

  /** The defaults of every setting. */
  public static IngestOptions defaults() {
    return DEFAULTS;
  }

  /** With another number of rows in a batch, from 1 to 1,000,000. */
  public IngestOptions batchSize(int rows) {
    return with(draft -> draft.batchSize = rows);
  }

  /** With a limit of rows that may be left out; 0 makes the first one fail the call. */
  public IngestOptions rejectLimit(long rows) {
    return with(draft -> draft.rejectLimit = rows);
  }

  /** With another number of rejected rows that the report lists one by one. */
  public IngestOptions keptRejections(int rows) {
    return with(draft -> draft.keptRejections = rows);
  }

  /** With another first timestamp that is accepted. */
  public IngestOptions earliest(Instant instant) {
    return with(draft -> draft.earliest = instant);
  }

  /** With another distance after now up to which a timestamp is accepted. */
  public IngestOptions ahead(Duration distance) {
    return with(draft -> draft.ahead = distance);
  }

  /** With another number of partitions that one call may make. */
  public IngestOptions maxNewPartitions(int partitions) {
    return with(draft -> draft.maxNewPartitions = partitions);
  }

  /** With another time that one attempt to write a batch may take. */
  public IngestOptions batchTimeout(Duration timeout) {
    return with(draft -> draft.batchTimeout = timeout);
  }

  /** With another number of attempts for each batch. */
  public IngestOptions attempts(int number) {
    return with(draft -> draft.attempts = number);
  }

  /** With a name under which the rows are stored at most once; it is remembered for seven days. */
  public IngestOptions key(String name) {
    return with(draft -> draft.key = Optional.of(name));
  }

  /**
   * For loads of history: each row counts as known that long after its timestamp, from zero to 366 days, instead of from the start
   * of the transaction that writes it. Such a load changes on purpose what was known in the past.
   */
  public IngestOptions knownAfter(Duration lag) {
    return with(draft -> draft.knownAfter = Optional.of(lag));
  }

  /** With somebody who is told after every batch. */
  public IngestOptions listener(ProgressListener progressListener) {
    return with(draft -> draft.listener = progressListener);
  }

  private IngestOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  private static boolean isBounded(Duration timeout) {
    return timeout.compareTo(Duration.ofMillis(1)) >= 0
        && timeout.compareTo(Duration.ofDays(1)) <= 0;
  }

  private static boolean isLag(Duration lag) {
    return !lag.isNegative() && lag.compareTo(LONGEST_LAG) <= 0;
  }

  private static boolean isUsable(String key) {
    return !key.isBlank() && BATCH_NUMBER.matcher(key).replaceFirst("").length() <= LONGEST_KEY;
  }

  private static void require(boolean holds, String setting, Object value, String wanted) {
    if (!holds) {
      throw new InvalidInputException(setting + " is " + value + ", it must be " + wanted);
    }
  }

  /** The settings while one of them changes. */
  private static final class Draft {

    private int batchSize;
    private long rejectLimit;
    private int keptRejections;
    private Instant earliest;
    private Duration ahead;
    private int maxNewPartitions;
    private Duration batchTimeout;
    private int attempts;
    private Optional<String> key;
    private Optional<Duration> knownAfter;
    private ProgressListener listener;

    Draft(IngestOptions options) {
      batchSize = options.batchSize;
      rejectLimit = options.rejectLimit;
      keptRejections = options.keptRejections;
      earliest = options.earliest;
      ahead = options.ahead;
      maxNewPartitions = options.maxNewPartitions;
      batchTimeout = options.batchTimeout;
      attempts = options.attempts;
      key = options.key;
      knownAfter = options.knownAfter;
      listener = options.listener;
    }

    IngestOptions done() {
      return new IngestOptions(
          batchSize,
          rejectLimit,
          keptRejections,
          earliest,
          ahead,
          maxNewPartitions,
          batchTimeout,
          attempts,
          key,
          knownAfter,
          listener);
    }
  }
}
