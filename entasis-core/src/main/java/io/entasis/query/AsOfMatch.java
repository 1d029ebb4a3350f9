package io.entasis.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row and what prevailed at its instant.
 *
 * @param left the row
 * @param at its instant, to the microsecond
 * @param right what prevailed; empty when nothing did within the greatest age
 * @param matchedAt the instant of what prevailed; empty when nothing did
 */
public record AsOfMatch<L, R>(L left, Instant at, Optional<R> right, Optional<Instant> matchedAt) {

  /** How old what prevailed was at the instant, zero or more; empty when nothing did. */
  public Optional<Duration> age() {
    return matchedAt.map(instant -> Duration.between(instant, at));
  }
}
