package io.entasis.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A value together with where it comes from and how old it is.
 *
 * <p>Old is not stale: what a cache has kept for an hour is still what the database holds, but for changes of the last moments, as
 * long as the staleness bound of the cache. Times are those of the app's clock.
 *
 * @param value the value
 * @param source where it was read
 * @param readAt when reading it from the database began
 * @param age time from then to this answer, zero for one that was read for it; never negative
 * @param <T> the value
 */
public record Answer<T>(T value, AnswerSource source, Instant readAt, Duration age) {

  /** Checks that nothing is missing; an age below zero, as after the clock was set back, counts as zero. */
  public Answer {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(readAt, "readAt");
    age = age.isNegative() ? Duration.ZERO : age;
  }

  /** A value that was read from the database for this answer, beginning at the instant. */
  public static <T> Answer<T> read(T value, Instant readAt) {
    return new Answer<>(value, AnswerSource.DATABASE, readAt, Duration.ZERO);
  }

  /** Reads a value from the database now. */
  public static <T> Answer<T> reading(Clock clock, Supplier<? extends T> reading) {
    Instant readAt = clock.instant();
    return read(reading.get(), readAt);
  }

  /** A value that is given now and was read from the database before. */
  public static <T> Answer<T> kept(T value, Instant readAt, Clock clock) {
    return new Answer<>(
        value, AnswerSource.CACHE, readAt, Duration.between(readAt, clock.instant()));
  }
}
