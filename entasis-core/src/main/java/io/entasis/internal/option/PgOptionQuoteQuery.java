package io.entasis.internal.option;

import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import io.entasis.option.OptionQuote;
import io.entasis.option.OptionQuoteQuery;
import io.entasis.option.VolatilityHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question about the quotes of a contract and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 * @param age oldest quote that counts as the latest
 */
record PgOptionQuoteQuery(QuoteAnswers answers, QuoteCriteria criteria, MaxAge age)
    implements OptionQuoteQuery, TimedRefinements<OptionQuote, OptionQuoteQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public OptionQuoteQuery within(TimeBounds bounds) {
    return new PgOptionQuoteQuery(answers, criteria.within(bounds), age);
  }

  @Override
  public OptionQuoteQuery windowed(Window window) {
    return new PgOptionQuoteQuery(answers, criteria.windowed(window), age);
  }

  @Override
  public OptionQuoteQuery maxAge(Duration oldest) {
    return new PgOptionQuoteQuery(answers, criteria, age.of(oldest));
  }

  @Override
  public List<OptionQuote> list() {
    return answers.rows(criteria).list(answers.quotes(criteria));
  }

  @Override
  public Stream<OptionQuote> stream() {
    return answers.rows(criteria).stream(answers.quotes(criteria));
  }

  @Override
  public void forEach(Consumer<? super OptionQuote> action) {
    Objects.requireNonNull(action, "action");
    answers.rows(criteria).forEach(answers.quotes(criteria), action);
  }

  @Override
  public Optional<OptionQuote> findFirst() {
    QuoteCriteria first = criteria.windowed(window().first());
    return answers.rows(first).first(answers.quotes(first));
  }

  @Override
  public long count() {
    return answers.rows(criteria).count(answers.quotes(criteria));
  }

  @Override
  public Optional<OptionQuote> findLatest() {
    return answers.latest(criteria, age);
  }

  @Override
  public Optional<OptionQuote> findAsOf(Instant instant) {
    return answers.latest(criteria.within(times().cutAfter(instant)), age);
  }

  @Override
  public VolatilityHistory volatilities() {
    return answers.volatilities(criteria);
  }
}
