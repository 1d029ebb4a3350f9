package io.entasis.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of the kept bars.
 *
 * @param ledgerRows changes that are not in the kept bars yet
 * @param oldestDirtyMinute start of the earliest minute that has changed; empty when none has
 * @param lag how long ago the transaction began whose change has waited longest, by the server's clock; zero when none waits
 * @param rawFloor before it the bars are frozen; empty when nothing is
 * @param unguarded names of the partitions of ticks whose changes are not noted: where a trigger of the schema is missing or switched off,
 *     and which are not sealed; also {@code market_data} itself. Bars of their time may be wrong until {@link Rollups#rebuild} was called
 *     for it, which does not bring back a trigger that was dropped from {@code market_data} itself.
 * @param lastFailure why the last refresh in the background failed; empty when it did not, or when there is none
 */
public record RollupStatus(
    long ledgerRows,
    Optional<Instant> oldestDirtyMinute,
    Duration lag,
    Optional<Instant> rawFloor,
    List<String> unguarded,
    Optional<String> lastFailure) {

  /** Copies the names. */
  public RollupStatus {
    unguarded = List.copyOf(unguarded);
  }

  /** Whether every change is noted and the last refresh in the background did not fail. */
  public boolean isHealthy() {
    return unguarded.isEmpty() && lastFailure.isEmpty();
  }
}
