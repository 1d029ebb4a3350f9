package io.entasis.internal.read;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The greatest age at which a row still counts as the latest, which can be given once.
 *
 * @param bound the age; absent when any will do
 */
public record MaxAge(Optional<Duration> bound) {

  /** Any age. */
  public static final MaxAge ANY = new MaxAge(Optional.empty());

  /** At most that age, which itself still counts. */
  public MaxAge of(Duration oldest) {
    if (bound.isPresent()) {
      throw new InvalidInputException("the greatest age is given twice");
    }
    return new MaxAge(Optional.of(checked(oldest)));
  }

  /** The age itself, zero or more. */
  public static Duration checked(Duration oldest) {
    if (oldest.isNegative()) {
      throw new InvalidInputException(
          "the greatest age is " + oldest + ", it must be zero or more");
    }
    return oldest;
  }

  /** The bounds without what is too old. */
  public TimeBounds applyTo(TimeBounds times, Instant now) {
    return bound.map(oldest -> times.notOlderThan(oldest, now)).orElse(times);
  }
}
