package io.entasis.internal.option;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.market.PutCall;
import io.entasis.market.TimeRange;
import io.entasis.option.ChainQuery;
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
import java.util.function.Function;

/**
 * A question about a chain and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 */
record PgChainQuery(ChainAnswers answers, ChainCriteria criteria) implements ChainQuery {

  @Override
  public ChainQuery asOf(Instant instant) {
    return asking(criteria.asOf(instant));
  }

  @Override
  public ChainQuery maxAge(Duration age) {
    return asking(criteria.aged(criteria.age().of(age)));
  }

  @Override
  public ChainQuery expiring(Instant expiry) {
    return asking(criteria.expiring(criteria.expiries().at(expiry)));
  }

  @Override
  public ChainQuery expiringDuring(TimeRange range) {
    return asking(criteria.expiring(criteria.expiries().during(range)));
  }

  @Override
  public ChainQuery expiringWithin(Period period) {
    return asking(criteria.expiring(criteria.expiries().within(period)));
  }

  @Override
  public ChainQuery strikes(BigDecimal lowest, BigDecimal highest) {
    return asking(criteria.struck(criteria.strikes().between(lowest, highest)));
  }

  @Override
  public ChainQuery strikesWithin(BigDecimal percent, BigDecimal price) {
    return asking(criteria.struck(criteria.strikes().within(percent, price)));
  }

  @Override
  public ChainQuery strikesAround(BigDecimal price, int number) {
    return asking(criteria.struck(criteria.strikes().around(price, number)));
  }

  @Override
  public ChainQuery calls() {
    return asking(criteria.of(PutCall.CALL));
  }

  @Override
  public ChainQuery puts() {
    return asking(criteria.of(PutCall.PUT));
  }

  @Override
  public ChainQuery iv(BigDecimal least, BigDecimal most) {
    return asking(criteria.bounded(OPTION_DATA.IV, least, most));
  }

  @Override
  public ChainQuery delta(BigDecimal least, BigDecimal most) {
    return asking(criteria.bounded(OPTION_DATA.DELTA, least, most));
  }

  @Override
  public ChainQuery gamma(BigDecimal least, BigDecimal most) {
    return asking(criteria.bounded(OPTION_DATA.GAMMA, least, most));
  }

  @Override
  public ChainQuery theta(BigDecimal least, BigDecimal most) {
    return asking(criteria.bounded(OPTION_DATA.THETA, least, most));
  }

  @Override
  public ChainQuery vega(BigDecimal least, BigDecimal most) {
    return asking(criteria.bounded(OPTION_DATA.VEGA, least, most));
  }

  @Override
  public OptionChain get() {
    return answers.get(criteria);
  }

  @Override
  public Optional<OptionChain> find() {
    return answers.find(criteria);
  }

  @Override
  public Answer<Optional<OptionChain>> answer() {
    return answers.answer(criteria);
  }

  @Override
  public List<OptionContract> contracts() {
    return answers.contracts(criteria);
  }

  @Override
  public List<Instant> expiries() {
    return answers.expiries(criteria);
  }

  @Override
  public VolatilityHistory history(
      Collection<Instant> instants, Function<OptionChain, OptionalDouble> volatility) {
    return answers.history(criteria, instants, volatility);
  }

  private PgChainQuery asking(ChainCriteria other) {
    return new PgChainQuery(answers, other);
  }
}
