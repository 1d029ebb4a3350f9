package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import io.entasis.market.TimeRange;
import io.entasis.option.ChainQuery;
import io.entasis.option.ChainQuote;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.VolatilityHistory;
import io.entasis.query.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** A question about a chain, which is kept. */
final class CachedChainQuery implements ChainQuery, Question<Optional<OptionChain>> {

  private final ChainQuery query;
  private final ChainSubject subject;
  private final KindCache<Optional<OptionChain>> cache;

  CachedChainQuery(ChainQuery query, ChainSubject subject, KindCache<Optional<OptionChain>> cache) {
    this.query = query;
    this.subject = subject;
    this.cache = cache;
  }

  /** Where there is no chain, the database is asked to say so in its own words. */
  @Override
  public OptionChain get() {
    return find().orElseGet(query::get);
  }

  @Override
  public Optional<OptionChain> find() {
    return cache.get(subject.key(), this);
  }

  @Override
  public Answer<Optional<OptionChain>> answer() {
    return cache.answer(subject.key(), this);
  }

  @Override
  public List<OptionContract> contracts() {
    return find().stream()
        .flatMap(chain -> chain.quotes().stream())
        .map(ChainQuote::contract)
        .toList();
  }

  @Override
  public List<Instant> expiries() {
    return find().stream().flatMap(chain -> chain.expiries().stream()).toList();
  }

  @Override
  public Set<String> subjects() {
    return Set.of(subject.underlying());
  }

  @Override
  public Span span() {
    return subject.span();
  }

  @Override
  public Optional<OptionChain> read() {
    return query.find();
  }

  @Override
  public int rows(Optional<OptionChain> answer) {
    return answer.map(chain -> chain.quotes().size()).orElse(1);
  }

  @Override
  public boolean isOfTheMoment() {
    return subject.instant().isEmpty();
  }

  @Override
  public ChainQuery asOf(Instant instant) {
    return new CachedChainQuery(query.asOf(instant), subject.asOf(instant), cache);
  }

  @Override
  public ChainQuery maxAge(Duration age) {
    return refined(query.maxAge(age), "maxAge", age);
  }

  @Override
  public ChainQuery expiring(Instant expiry) {
    return refined(query.expiring(expiry), "expiring", expiry);
  }

  @Override
  public ChainQuery expiringDuring(TimeRange range) {
    return refined(query.expiringDuring(range), "expiringDuring", range);
  }

  @Override
  public ChainQuery expiringWithin(Period period) {
    return refined(query.expiringWithin(period), "expiringWithin", period);
  }

  @Override
  public ChainQuery strikes(BigDecimal lowest, BigDecimal highest) {
    return refined(query.strikes(lowest, highest), "strikes", lowest, highest);
  }

  @Override
  public ChainQuery strikesWithin(BigDecimal percent, BigDecimal price) {
    return refined(query.strikesWithin(percent, price), "strikesWithin", percent, price);
  }

  @Override
  public ChainQuery strikesAround(BigDecimal price, int number) {
    return refined(query.strikesAround(price, number), "strikesAround", price, number);
  }

  @Override
  public ChainQuery calls() {
    return refined(query.calls(), "calls");
  }

  @Override
  public ChainQuery puts() {
    return refined(query.puts(), "puts");
  }

  @Override
  public ChainQuery iv(BigDecimal least, BigDecimal most) {
    return refined(query.iv(least, most), "iv", least, most);
  }

  @Override
  public ChainQuery delta(BigDecimal least, BigDecimal most) {
    return refined(query.delta(least, most), "delta", least, most);
  }

  @Override
  public ChainQuery gamma(BigDecimal least, BigDecimal most) {
    return refined(query.gamma(least, most), "gamma", least, most);
  }

  @Override
  public ChainQuery theta(BigDecimal least, BigDecimal most) {
    return refined(query.theta(least, most), "theta", least, most);
  }

  @Override
  public ChainQuery vega(BigDecimal least, BigDecimal most) {
    return refined(query.vega(least, most), "vega", least, most);
  }

  @Override
  public VolatilityHistory history(
      Collection<Instant> instants, Function<OptionChain, OptionalDouble> volatility) {
    return query.history(instants, volatility);
  }

  private ChainQuery refined(ChainQuery next, Object... refinement) {
    return new CachedChainQuery(next, subject.with(refinement), cache);
  }
}
