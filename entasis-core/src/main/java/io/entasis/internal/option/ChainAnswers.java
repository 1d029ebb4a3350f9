package io.entasis.internal.option;

import io.entasis.error.InvalidInputException;
import io.entasis.error.NotFoundException;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.FieldShape;
import io.entasis.internal.read.Fields;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.RowAnswers;
import io.entasis.market.Micros;
import io.entasis.option.ChainQuote;
import io.entasis.option.OptionChain;
import io.entasis.option.OptionContract;
import io.entasis.option.VolatilityHistory;
import io.entasis.option.VolatilityPoint;
import io.entasis.query.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;

/** Answers questions about chains from the database. */
public final class ChainAnswers {

  private static final String DOING = "reading an option chain";

  private final Sessions sessions;
  private final Sql sql;
  private final Clock present;
  private final Clock clock;
  private final Knowledge knowledge;

  /**
   * Over the sessions.
   *
   * @param clock tells "now"
   * @param knowledge what may be seen
   */
  public ChainAnswers(Sessions sessions, Sql sql, Clock clock, Knowledge knowledge) {
    this.sessions = sessions;
    this.sql = sql;
    this.present = clock;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
  }

  OptionChain get(ChainCriteria criteria) {
    Instant asOf = instant(criteria);
    return find(criteria, asOf)
        .orElseThrow(() -> new NotFoundException("no contract on " + criteria.underlying()
            + " that meets the conditions has a quote as of " + asOf));
  }

  Optional<OptionChain> find(ChainCriteria criteria) {
    return find(criteria, instant(criteria));
  }

  List<OptionContract> contracts(ChainCriteria criteria) {
    return answers(row -> OptionFields.contract(criteria.underlying(), row))
        .few(ChainSql.contracts(sql.dsl(), criteria, instant(criteria), knowledge));
  }

  List<Instant> expiries(ChainCriteria criteria) {
    return answers(Fields::instant)
        .few(ChainSql.expiries(sql.dsl(), criteria, instant(criteria), knowledge));
  }

  Answer<Optional<OptionChain>> answer(ChainCriteria criteria) {
    return Answer.reading(present, () -> find(criteria));
  }

  VolatilityHistory history(
      ChainCriteria criteria,
      Collection<Instant> instants,
      Function<OptionChain, OptionalDouble> volatility) {
    if (criteria.instant().isPresent()) {
      throw new InvalidInputException("a history has instants of its own, not the one of asOf");
    }
    List<VolatilityPoint> points = new ArrayList<>();
    for (Instant instant : new TreeSet<>(instants)) {
      find(criteria.asOf(instant)).stream()
          .map(volatility)
          .flatMapToDouble(OptionalDouble::stream)
          .forEach(value -> points.add(new VolatilityPoint(instant, value)));
    }
    return VolatilityHistory.of(points);
  }

  private Optional<OptionChain> find(ChainCriteria criteria, Instant asOf) {
    List<ChainQuote> quotes = answers(row -> OptionFields.quote(criteria.underlying(), row))
        .few(ChainSql.chain(sql.dsl(), criteria, asOf, knowledge))
        .stream()
        .map(quote -> new ChainQuote(quote, Duration.between(quote.timestamp(), asOf)))
        .toList();
    return quotes.isEmpty()
        ? Optional.empty()
        : Optional.of(OptionChain.of(criteria.underlying(), asOf, quotes));
  }

  private <T> RowAnswers<T> answers(FieldShape.Mapping<T> mapping) {
    return new RowAnswers<>(sessions, sql, DOING, mapping);
  }

  private Instant instant(ChainCriteria criteria) {
    return criteria.instant().orElseGet(() -> Micros.truncate(clock.instant()));
  }
}
