package io.entasis.option;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A point of a smile.
 *
 * @param strike the strike
 * @param logMoneyness ln(strike / forward)
 * @param volatility implied volatility per year as a fraction
 * @param age age of the older of the quotes it rests on
 */
public record SmilePoint(BigDecimal strike, double logMoneyness, double volatility, Duration age) {

  /** Total variance up to the expiry, volatility² × years. */
  public double totalVariance(double years) {
    return volatility * volatility * years;
  }
}
