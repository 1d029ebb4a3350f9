package io.entasis.option;

import io.entasis.market.PutCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options of a chain that expire at one instant. An immutable value; it never is without options. */
public final class ExpirySlice {

  private final Instant expiry;
  private final Instant asOf;
  private final List<ChainQuote> quotes;

  /** Of quotes in the order of strike and kind. */
  ExpirySlice(Instant expiry, Instant asOf, List<ChainQuote> quotes) {
    this.expiry = expiry;
    this.asOf = asOf;
    this.quotes = List.copyOf(quotes);
  }

  /** The instant at which they expire. */
  public Instant expiry() {
    return expiry;
  }

  /** The instant of the chain. */
  public Instant asOf() {
    return asOf;
  }

  /** The quotes by strike and kind, calls first. */
  public List<ChainQuote> quotes() {
    return quotes;
  }

  /** The calls by strike. */
  public List<ChainQuote> calls() {
    return of(PutCall.CALL);
  }

  /** The puts by strike. */
  public List<ChainQuote> puts() {
    return of(PutCall.PUT);
  }

  /** The strikes that are listed, lowest first. */
  public List<BigDecimal> strikes() {
    return quotes.stream().map(ChainQuote::strike).distinct().toList();
  }

  /** Calls and puts side by side, by strike. */
  public List<OptionPair> pairs() {
    Map<BigDecimal, List<ChainQuote>> byStrike = quotes.stream()
        .collect(Collectors.groupingBy(ChainQuote::strike, TreeMap::new, Collectors.toList()));
    return byStrike.entrySet().stream()
        .map(entry -> pair(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The call and the put at a strike, or nothing when it is not listed. */
  public Optional<OptionPair> pair(BigDecimal strike) {
    return pairs().stream().filter(pair -> pair.strike().compareTo(strike) == 0).findFirst();
  }

  /** Time from the instant of the chain to the expiry. */
  public Duration timeToExpiry() {
    return Duration.between(asOf, expiry);
  }

  /** Time to the expiry in years of 365 days (Actual/365 (Fixed) of the 2006 ISDA Definitions, with fractions of a day). */
  public double years() {
    return YearFraction.between(asOf, expiry);
  }

  /** The options at the money; empty when the rule cannot tell. */
  public Optional<OptionPair> atTheMoney(AtTheMoney rule) {
    return rule.choose(this);
  }

  /**
   * The volatility at the money, per year as a fraction: that of the {@link OptionPair#volatility pair} the rule chooses; empty when the
   * rule cannot tell or the pair has none.
   */
  public OptionalDouble atTheMoneyVolatility(AtTheMoney rule) {
    return atTheMoney(rule).map(OptionPair::volatility).orElse(OptionalDouble.empty());
  }

  /**
   * The smile around a forward price of the underlying for this expiry.
   *
   * @throws io.entasis.error.InvalidInputException when the forward is not above zero
   */
  public Smile smile(BigDecimal forward) {
    return Smile.of(this, forward);
  }

  /** One line, for example {@code 2014-06-13T20:00:00Z: 140 quotes}. */
  @Override
  public String toString() {
    return expiry + ": " + quotes.size() + " quotes";
  }

  private List<ChainQuote> of(PutCall type) {
    return quotes.stream().filter(quote -> quote.type() == type).toList();
  }

  private static OptionPair pair(BigDecimal strike, List<ChainQuote> quotes) {
    return new OptionPair(strike, leg(quotes, PutCall.CALL), leg(quotes, PutCall.PUT));
  }

  private static Optional<ChainQuote> leg(List<ChainQuote> quotes, PutCall type) {
    return quotes.stream().filter(quote -> quote.type() == type).findFirst();
  }
}
