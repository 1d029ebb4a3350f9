package io.entasis.option;

import io.entasis.query.TimedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question about the quotes of one contract. It is an immutable value: each refinement returns a new question and leaves this one as
 * it was. Quotes come in total order, earliest first by default.
 */
public interface OptionQuoteQuery extends TimedQuery<OptionQuote, OptionQuoteQuery> {

  /**
   * No quote older than this for {@link #findLatest} and {@link #findAsOf}. Age is counted from the instant of {@link #asOf},
   * {@link #before} or the end of {@link #during}, and from now where there is none. A quote exactly that old is still found.
   */
  OptionQuoteQuery maxAge(Duration age);

  /** The last quote in total order that meets the conditions. Order and limit do not matter. */
  Optional<OptionQuote> findLatest();

  /** The quote that prevails at the instant: the last one at or before it in total order. */
  Optional<OptionQuote> findAsOf(Instant instant);

  /**
   * The implied volatilities of the quotes that have one, by time; of several at one instant the last. A volatility of zero, by which
   * feeds say that they found none, does not count.
   */
  VolatilityHistory volatilities();
}
