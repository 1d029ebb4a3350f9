package io.entasis.option;

import java.time.Instant;

/**
 * The volatility at the money of one expiry.
 *
 * @param expiry the expiry
 * @param years time to it in years of 365 days
 * @param volatility volatility per year as a fraction
 */
public record TermPoint(Instant expiry, double years, double volatility) {

  /** Total variance up to the expiry, volatility² × years. */
  public double totalVariance() {
    return volatility * volatility * years;
  }
}
