package io.entasis.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * How the change log is followed.
 *
 * @param polls polls that succeeded
 * @param failures polls that failed
 * @param restarts how often everything was forgotten because of a doubt: a failed or late poll, another life of the server
 * @param lastPollAge time since the last successful poll began; empty before the first one and after a doubt, when nothing is answered
 *     from the cache
 */
public record PollStatistics(
    long polls, long failures, long restarts, Optional<Duration> lastPollAge) {

  /** Of a cache that is off. */
  public static final PollStatistics NOTHING = new PollStatistics(0, 0, 0, Optional.empty());
}
