package io.entasis.portfolio;

import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Money that comes into a portfolio or leaves it and is no result of trading.
 *
 * @param timestamp when; kept to the microsecond
 * @param amount how much; positive for a deposit, negative for a withdrawal
 */
public record CashFlow(Instant timestamp, BigDecimal amount) {

  /** Cuts the timestamp to microseconds and drops trailing zeros of the amount. */
  public CashFlow {
    timestamp = Micros.truncate(timestamp);
    amount = PlainDecimal.of(amount);
  }
}
