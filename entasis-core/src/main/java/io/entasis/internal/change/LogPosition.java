package io.entasis.internal.change;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the change log was read.
 *
 * @param life names the life of the log that was read; another one begins with every crash, restart or restore of the server
 * @param snapshot the transactions whose changes were read
 * @param readAt when, by the server's clock
 */
public record LogPosition(String life, Snapshot snapshot, Instant readAt) {

  /** How long changes are kept in the log after everybody could see them. */
  public static final Duration KEPT = Duration.ofMinutes(1);

  /** Reading on after this leaves time to spare: both ends are taken from the clock of the server, which may be set meanwhile. */
  private static final Duration LONGEST_GAP = KEPT.dividedBy(2);

  /** Whether nothing was changed unseen between the other position, from which this one was read, and this one. */
  public boolean continues(LogPosition earlier) {
    Duration gap = Duration.between(earlier.readAt, readAt);
    return life.equals(earlier.life)
        && snapshot.follows(earlier.snapshot)
        && !gap.isNegative()
        && gap.compareTo(LONGEST_GAP) <= 0;
  }
}
