package io.entasis.cache;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of one kind is kept, and for how long. An immutable value: each method returns new settings and leaves these as they were.
 *
 * @param maxRows rows that all answers of the kind may hold together, from 1 to 100 million; what is asked least goes first. A tick or
 *     prediction counts as one, a chain as its quotes, bars as their number but at least as
 *     the symbols that were asked for, a snapshot as its positions, nothing as one. 100,000 by
 *     default, some tens of megabytes
 * @param maxAge time after which an answer is read again although nothing has changed; none by default
 * @param refreshEvery how often answers that are being asked for are read again in the background once they have changed, so that
 *     whoever asks need not wait: until then the older answer is given, within the staleness bound. Only for kinds whose answers are
 *     made of many rows; none by default, when whoever asks first after a change waits
 */
public record KindSettings(
    long maxRows, Optional<Duration> maxAge, Optional<Duration> refreshEvery) {

  private static final long MOST_ROWS = 100_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST_AGE = Duration.ofDays(366);
  private static final Duration SHORTEST_REFRESH = Duration.ofMillis(10);
  private static final Duration LONGEST_REFRESH = Duration.ofDays(1);
  private static final KindSettings DEFAULTS =
      new KindSettings(100_000, Optional.empty(), Optional.empty());

  /**
   * Checks every setting.
   *
   * @throws InvalidInputException when one is out of its range; the message names it
   */
  public KindSettings {
    require(maxRows >= 1 && maxRows <= MOST_ROWS, "maxRows", maxRows, "from 1 to " + MOST_ROWS);
    maxAge.ifPresent(age -> require(
        isBetween(SHORTEST, age, LONGEST_AGE), "maxAge", age, "from a millisecond to 366 days"));
    refreshEvery.ifPresent(interval -> require(
        isBetween(SHORTEST_REFRESH, interval, LONGEST_REFRESH),
        "refreshEvery",
        interval,
        "from 10 milliseconds to a day"));
  }

  /** The defaults of every setting. */
  public static KindSettings defaults() {
    return DEFAULTS;
  }

  /** With another number of rows that may be kept. */
  public KindSettings maxRows(long rows) {
    return new KindSettings(rows, maxAge, refreshEvery);
  }

  /** With an age at which an answer is read again although nothing has changed, by the app's clock. */
  public KindSettings maxAge(Duration age) {
    return new KindSettings(maxRows, Optional.of(age), refreshEvery);
  }

  /** With an interval at which changed answers that are being asked for are read again in the background. */
  public KindSettings refreshEvery(Duration interval) {
    return new KindSettings(maxRows, maxAge, Optional.of(interval));
  }

  private static boolean isBetween(Duration least, Duration value, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void require(boolean holds, String setting, Object value, String wanted) {
    if (!holds) {
      throw new InvalidInputException(setting + " is " + value + ", it must be " + wanted);
    }
  }
}
