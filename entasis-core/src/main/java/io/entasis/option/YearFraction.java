package io.entasis.option;

import java.time.Duration;
import java.time.Instant;

/** Time in years of 365 days, Actual/365 (Fixed) of the 2006 ISDA Definitions, counted to the nanosecond. */
final class YearFraction {

  private static final double NANOS = 365.0 * 86_400 * 1e9;

  private YearFraction() {}

  static double between(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    return (time.getSeconds() * 1e9 + time.getNano()) / NANOS;
  }
}
