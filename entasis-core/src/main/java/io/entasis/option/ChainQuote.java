package io.entasis.option;

import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The quote of a contract that prevailed at the instant of a chain.
 *
 * @param quote the last quote at or before that instant
 * @param age how old it was then; never negative
 */
public record ChainQuote(OptionQuote quote, Duration age) {

  /** Its contract. */
  public OptionContract contract() {
    return quote.contract();
  }

  /** Expiry of its contract. */
  public Instant expiry() {
    return contract().expiry();
  }

  /** Strike of its contract. */
  public BigDecimal strike() {
    return contract().strike();
  }

  /** Whether it is a call or a put. */
  public PutCall type() {
    return contract().type();
  }

  /** Implied volatility per year as a fraction. */
  public Optional<BigDecimal> iv() {
    return quote.iv();
  }

  /** Implied volatility, unless it is zero, by which feeds say that they found none. */
  Optional<BigDecimal> volatility() {
    return iv().filter(value -> value.signum() > 0);
  }

  /** Change of the option's price per unit of the underlying. */
  public Optional<BigDecimal> delta() {
    return quote.delta();
  }
}
