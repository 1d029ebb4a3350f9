package io.entasis.portfolio;

import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A value at an instant.
 *
 * @param timestamp the instant; kept to the microsecond
 * @param value the value; empty where it cannot be told, which is not zero
 */
public record EquityPoint(Instant timestamp, Optional<BigDecimal> value) {

  /** Cuts the timestamp to microseconds and drops trailing zeros of the value. */
  public EquityPoint {
    timestamp = Micros.truncate(timestamp);
    value = value.map(PlainDecimal::of);
  }

  /** A value that is known. */
  public static EquityPoint of(Instant timestamp, BigDecimal value) {
    return new EquityPoint(timestamp, Optional.of(value));
  }
}
