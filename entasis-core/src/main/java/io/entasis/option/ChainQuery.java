package io.entasis.option;

import io.entasis.market.TimeRange;
import io.entasis.query.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A question about the chain of an underlying at one instant: for each contract that has not expired the last quote at or before the
 * instant. It is an immutable value: each refinement returns a new question and leaves this one as it was. Each can be made once; a
 * second one of the same kind fails at that line with {@link io.entasis.error.InvalidInputException}.
 *
 * <p>Without refinements it is the chain as of now with quotes of any age. A contract that expires exactly at the instant counts as
 * expired. Conditions on contracts (expiry, strike, kind) decide which contracts are looked at; conditions on numbers of the quote are
 * applied to the prevailing quote, never to find an older one that meets them, and a quote without the number does not meet them.
 */
public interface ChainQuery {

  /** As it was at the instant, which is kept to the microsecond. */
  ChainQuery asOf(Instant instant);

  /** Without quotes that are older than this at the instant of the chain. One exactly that old still counts. */
  ChainQuery maxAge(Duration age);

  /** Only contracts that expire at the instant. */
  ChainQuery expiring(Instant expiry);

  /** Only contracts that expire within the range, its start included and its end not. */
  ChainQuery expiringDuring(TimeRange range);

  /**
   * Only contracts that expire no later than the period after the instant of the chain, which is counted on the calendar in UTC, for
   * example {@code Period.ofDays(45)}.
   */
  ChainQuery expiringWithin(Period period);

  /** Only strikes from the one to the other, both included. */
  ChainQuery strikes(BigDecimal lowest, BigDecimal highest);

  /** Only strikes at most that many percent of the price away from it, both ends included. */
  ChainQuery strikesWithin(BigDecimal percent, BigDecimal price);

  /**
   * Only the strikes around a price: of each expiry the highest {@code number} strikes at or below it and the lowest {@code number}
   * strikes above it that have a quote.
   */
  ChainQuery strikesAround(BigDecimal price, int number);

  /** Only calls. */
  ChainQuery calls();

  /** Only puts. */
  ChainQuery puts();

  /** Only quotes whose volatility is between the two, both included; per year as a fraction. */
  ChainQuery iv(BigDecimal least, BigDecimal most);

  /** Only quotes whose delta is between the two, both included; those of puts are negative. */
  ChainQuery delta(BigDecimal least, BigDecimal most);

  /** Only quotes whose gamma is between the two, both included. */
  ChainQuery gamma(BigDecimal least, BigDecimal most);

  /** Only quotes whose theta is between the two, both included; per day. */
  ChainQuery theta(BigDecimal least, BigDecimal most);

  /** Only quotes whose vega is between the two, both included; per volatility point. */
  ChainQuery vega(BigDecimal least, BigDecimal most);

  /**
   * The chain, in one round trip.
   *
   * @throws io.entasis.error.NotFoundException when no contract meets the conditions; the message names underlying and instant
   */
  OptionChain get();

  /** The chain, or nothing when no contract meets the conditions. */
  Optional<OptionChain> find();

  /** As {@link #find}, with where the chain comes from and when it was read. */
  Answer<Optional<OptionChain>> answer();

  /** The contracts of {@link #find()}, by expiry, strike and kind; {@link #answer} gives the same with its age. */
  List<OptionContract> contracts();

  /** The expiries of {@link #find()}, earliest first; {@link #answer} gives the same with its age. */
  List<Instant> expiries();

  /**
   * A number of the chain at several instants, for example its at-the-money volatility at the closes of a year, whose rank and
   * percentile tell whether volatility is high. One question for each instant; instants at which there is no chain or the number
   * cannot be told are left out.
   *
   * <pre>{@code
   * VolatilityHistory year = entasis.chains().on("BTC-USDT").expiringWithin(Period.ofDays(45)).maxAge(Duration.ofHours(1))
   *     .history(midnights, chain -> chain.slices().get(0).atTheMoneyVolatility(AtTheMoney.nearestToFiftyDelta()));
   * }</pre>
   *
   * @throws io.entasis.error.InvalidInputException when the question has an {@link #asOf}
   */
  VolatilityHistory history(
      Collection<Instant> instants, Function<OptionChain, OptionalDouble> volatility);
}
