package io.entasis.option;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The options on one underlying at one instant: for each contract that had not expired the quote that prevailed. An immutable value that
 * needs no database; safe for use by any number of threads.
 *
 * <p>It holds only what was listed and quoted: an expiry has the strikes that it has, not those of its neighbours, and a strike may have a
 * call without a put. What cannot be computed from it is empty, never zero.
 */
public final class OptionChain {

  private static final Comparator<ChainQuote> BY_CONTRACT = Comparator.comparing(ChainQuote::expiry)
      .thenComparing(ChainQuote::strike)
      .thenComparing(ChainQuote::type);

  private final String underlying;
  private final Instant asOf;
  private final Map<OptionContract, ChainQuote> quotes;
  private final TreeMap<Instant, ExpirySlice> slices;

  private OptionChain(String underlying, Instant asOf, List<ChainQuote> quotes) {
    this.underlying = underlying;
    this.asOf = asOf;
    this.quotes = new LinkedHashMap<>();
    TreeMap<Instant, List<ChainQuote>> byExpiry = new TreeMap<>();
    for (ChainQuote quote : quotes) {
      if (this.quotes.put(quote.contract(), quote) != null) {
        throw new InvalidInputException("the chain has two quotes of " + quote.contract());
      }
      byExpiry.computeIfAbsent(quote.expiry(), expiry -> new ArrayList<>()).add(quote);
    }
    this.slices = new TreeMap<>();
    byExpiry.forEach((expiry, slice) -> slices.put(expiry, new ExpirySlice(expiry, asOf, slice)));
  }

  /**
   * A chain of these quotes, in any order.
   *
   * @throws InvalidInputException when a quote is of another underlying, was made after the instant, is of a contract that had expired by
   *     then, or is the second one of its contract
   */
  public static OptionChain of(String underlying, Instant asOf, Collection<ChainQuote> quotes) {
    Objects.requireNonNull(underlying, "underlying");
    quotes.forEach(quote -> check(underlying, asOf, quote));
    return new OptionChain(underlying, asOf, quotes.stream().sorted(BY_CONTRACT).toList());
  }

  /** The underlying. */
  public String underlying() {
    return underlying;
  }

  /** The instant of the chain. */
  public Instant asOf() {
    return asOf;
  }

  /** The quotes by expiry, strike and kind, calls first. */
  public List<ChainQuote> quotes() {
    return List.copyOf(quotes.values());
  }

  /** Number of quotes. */
  public int size() {
    return quotes.size();
  }

  /** Whether it has no quote. */
  public boolean isEmpty() {
    return quotes.isEmpty();
  }

  /** The quote of the contract. */
  public Optional<ChainQuote> find(OptionContract contract) {
    return Optional.ofNullable(quotes.get(contract));
  }

  /** The expiries, earliest first. */
  public List<Instant> expiries() {
    return List.copyOf(slices.keySet());
  }

  /** The strikes that are listed for the expiry, lowest first; none when the chain has no such expiry. */
  public List<BigDecimal> strikes(Instant expiry) {
    return findExpiring(expiry).map(ExpirySlice::strikes).orElse(List.of());
  }

  /** The options of each expiry, earliest first. */
  public List<ExpirySlice> slices() {
    return List.copyOf(slices.values());
  }

  /**
   * The options of one expiry.
   *
   * @throws InvalidInputException when the chain has none
   */
  public ExpirySlice expiring(Instant expiry) {
    return findExpiring(expiry)
        .orElseThrow(() -> new InvalidInputException("the chain of " + underlying + " as of " + asOf
            + " has no option that expires at " + expiry));
  }

  /** The options of one expiry, or nothing when the chain has none. */
  public Optional<ExpirySlice> findExpiring(Instant expiry) {
    return Optional.ofNullable(slices.get(expiry));
  }

  /** The age of the oldest quote; empty for an empty chain. */
  public Optional<Duration> oldest() {
    return quotes.values().stream().map(ChainQuote::age).max(Comparator.naturalOrder());
  }

  /** The chain of the quotes that the condition holds for. */
  public OptionChain filter(Predicate<ChainQuote> condition) {
    return new OptionChain(
        underlying, asOf, quotes.values().stream().filter(condition).toList());
  }

  /** The greeks of the positions, summed; see {@link PositionGreeks}. */
  public PositionGreeks greeks(Collection<OptionPosition> positions) {
    return PositionGreeks.of(this, positions);
  }

  /** At-the-money volatility by expiry; see {@link TermStructure}. */
  public TermStructure termStructure(AtTheMoney rule) {
    return TermStructure.of(this, rule);
  }

  /** Volatility by expiry and moneyness; see {@link VolatilitySurface}. */
  public VolatilitySurface surface(Map<Instant, BigDecimal> forwards) {
    return VolatilitySurface.of(this, forwards);
  }

  /** Whether the other is a chain of the same quotes of the same underlying at the same instant. */
  @Override
  public boolean equals(Object other) {
    return other instanceof OptionChain that
        && underlying.equals(that.underlying)
        && asOf.equals(that.asOf)
        && quotes.equals(that.quotes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(underlying, asOf, quotes);
  }

  /** One line, for example {@code AAPL as of 2014-06-06T20:00:00Z: 18 expiries, 3628 quotes}. */
  @Override
  public String toString() {
    return underlying + " as of " + asOf + ": " + slices.size() + " expiries, " + quotes.size()
        + " quotes";
  }

  private static void check(String underlying, Instant asOf, ChainQuote quote) {
    String wrong = null;
    if (!underlying.equals(quote.contract().underlying())) {
      wrong = "is of another underlying than " + underlying;
    } else if (quote.quote().timestamp().isAfter(asOf)) {
      wrong = "was made after " + asOf;
    } else if (!quote.expiry().isAfter(asOf)) {
      wrong = "is of a contract that had expired by " + asOf;
    }
    if (wrong != null) {
      throw new InvalidInputException("the quote of " + quote.contract() + " " + wrong);
    }
  }
}
