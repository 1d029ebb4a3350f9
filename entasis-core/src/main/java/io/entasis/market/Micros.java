package io.entasis.market;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Instants as Entasis keeps them: whole microseconds since 1970-01-01T00:00Z, what is finer cut off towards the past.
 *
 * <p>All methods are pure and safe from any thread.
 */
public final class Micros {

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Micros() {}

  /** The instant without its nanoseconds below a microsecond; never later than the argument. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // only what is below a second can be cut off
  public static Instant truncate(Instant instant) {
    return instant.getNano() % NANOS_PER_MICRO == 0
        ? instant
        : instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The instant as microseconds since the epoch.
   *
   * @throws ArithmeticException outside of the years -290307 to 294247, where a long ends
   */
  public static long of(Instant instant) {
    long seconds = instant.getEpochSecond();
    int micros = instant.getNano() / NANOS_PER_MICRO;
    return seconds < 0
        ? Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), micros - PER_SECOND)
        : Math.addExact(Math.multiplyExact(seconds, PER_SECOND), micros);
  }

  /** The instant that many microseconds after the epoch. */
  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND),
        Math.floorMod(micros, PER_SECOND) * (long) NANOS_PER_MICRO);
  }
}
