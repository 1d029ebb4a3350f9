package io.entasis.option;

import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import io.entasis.partition.LoadableTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The volatility and the greeks of one contract at one instant, as a feed reported them. Each may be absent, and absent is not
 * zero: it is stored as null and read back as empty.
 *
 * <p>Like its contract, a quote may hold what cannot be stored; that is decided when it is saved. Numbers are kept without
 * trailing zeros, so two quotes are equal when they say the same.
 *
 * <pre>{@code
 * OptionQuote.of(contract, close).iv(new BigDecimal("0.2175")).delta(new BigDecimal("0.51"));
 * }</pre>
 *
 * @param contract the contract
 * @param timestamp when the quote was made; kept to the microsecond, anything finer is cut off; not after the expiry
 * @param iv implied volatility per year as a fraction, 0.25 being 25%; storable from zero
 * @param delta change of the option's price per unit of the underlying
 * @param gamma change of delta per unit of the underlying
 * @param theta change of the option's price per day
 * @param vega change of the option's price per volatility point (0.01)
 */
public record OptionQuote(
    OptionContract contract,
    Instant timestamp,
    Optional<BigDecimal> iv,
    Optional<BigDecimal> delta,
    Optional<BigDecimal> gamma,
    Optional<BigDecimal> theta,
    Optional<BigDecimal> vega) {

  /** The table of option quotes. */
  public static final LoadableTable<OptionQuote> TABLE =
      new LoadableTable<>("option_data", OptionQuote.class);

  /** Cuts the timestamp to microseconds and drops trailing zeros. */
  public OptionQuote {
    if (timestamp != null) {
      timestamp = Micros.truncate(timestamp);
    }
    iv = iv.map(PlainDecimal::of);
    delta = delta.map(PlainDecimal::of);
    gamma = gamma.map(PlainDecimal::of);
    theta = theta.map(PlainDecimal::of);
    vega = vega.map(PlainDecimal::of);
  }

  /** A quote that says nothing yet. */
  public static OptionQuote of(OptionContract contract, Instant timestamp) {
    return new OptionQuote(
        contract,
        timestamp,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with this implied volatility. */
  public OptionQuote iv(BigDecimal value) {
    return new OptionQuote(contract, timestamp, Optional.of(value), delta, gamma, theta, vega);
  }

  /** The same with this delta. */
  public OptionQuote delta(BigDecimal value) {
    return new OptionQuote(contract, timestamp, iv, Optional.of(value), gamma, theta, vega);
  }

  /** The same with this gamma. */
  public OptionQuote gamma(BigDecimal value) {
    return new OptionQuote(contract, timestamp, iv, delta, Optional.of(value), theta, vega);
  }

  /** The same with this theta. */
  public OptionQuote theta(BigDecimal value) {
    return new OptionQuote(contract, timestamp, iv, delta, gamma, Optional.of(value), vega);
  }

  /** The same with this vega. */
  public OptionQuote vega(BigDecimal value) {
    return new OptionQuote(contract, timestamp, iv, delta, gamma, theta, Optional.of(value));
  }
}
