package io.entasis.internal.rollup;

import java.time.Duration;
import java.time.Instant;

/** Where the bars that are kept are counted from. */
public final class Origin {

  /** Monday 2000-01-03T00:00Z, so that weeks begin on Mondays. */
  public static final Instant INSTANT = Instant.parse("2000-01-03T00:00:00Z");

  static final String SQL = "timestamptz '2000-01-03 00:00:00+00'";

  private Origin() {}

  /** Whether the instant is a whole number of lengths away. */
  public static boolean isMultiple(Instant instant, Duration length) {
    return isWhole(Duration.between(INSTANT, instant), length);
  }

  /** Whether the duration is a whole number of lengths. */
  public static boolean isWhole(Duration duration, Duration length) {
    return duration.toNanosPart() == 0 && duration.toSeconds() % length.toSeconds() == 0;
  }

  /** The last start of a bar at or before the instant. */
  public static Instant floor(Instant instant, Duration length) {
    long seconds = Duration.between(INSTANT, instant).toSeconds();
    return INSTANT.plusSeconds(Math.floorDiv(seconds, length.toSeconds()) * length.toSeconds());
  }

  /** The first start of a bar at or after the instant. */
  public static Instant ceiling(Instant instant, Duration length) {
    Instant floor = floor(instant, length);
    return floor.equals(instant) ? instant : floor.plus(length);
  }
}
