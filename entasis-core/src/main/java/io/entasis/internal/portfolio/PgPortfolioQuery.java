package io.entasis.internal.portfolio;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import io.entasis.portfolio.EquityCurve;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.query.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.SortOrder;

/**
 * A question about the portfolio of a user and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 * @param age oldest snapshot that counts as the latest
 */
record PgPortfolioQuery(PortfolioAnswers answers, PortfolioCriteria criteria, MaxAge age)
    implements PortfolioQuery, TimedRefinements<PortfolioSnapshot, PortfolioQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public PortfolioQuery within(TimeBounds bounds) {
    return new PgPortfolioQuery(answers, criteria.within(bounds), age);
  }

  @Override
  public PortfolioQuery windowed(Window window) {
    return new PgPortfolioQuery(answers, criteria.windowed(window), age);
  }

  @Override
  public PortfolioQuery maxAge(Duration oldest) {
    return new PgPortfolioQuery(answers, criteria, age.of(oldest));
  }

  @Override
  public List<PortfolioSnapshot> list() {
    return answers.list(criteria);
  }

  @Override
  public Stream<PortfolioSnapshot> stream() {
    return answers.stream(criteria);
  }

  @Override
  public void forEach(Consumer<? super PortfolioSnapshot> action) {
    Objects.requireNonNull(action, "action");
    try (Stream<PortfolioSnapshot> snapshots = stream()) {
      snapshots.forEachOrdered(action);
    }
  }

  @Override
  public Optional<PortfolioSnapshot> findFirst() {
    return answers.first(criteria);
  }

  @Override
  public long count() {
    return answers.count(criteria);
  }

  @Override
  public Optional<PortfolioSnapshot> findLatest() {
    return answers.latest(criteria, age);
  }

  @Override
  public Answer<Optional<PortfolioSnapshot>> answerLatest() {
    return answers.answerLatest(criteria, age);
  }

  @Override
  public Optional<PortfolioSnapshot> findAsOf(Instant instant) {
    return answers.latest(criteria.within(times().cutAfter(instant)), age);
  }

  @Override
  public EquityCurve equityCurve() {
    try (Stream<PortfolioSnapshot> snapshots = answers.stream(byTime())) {
      return EquityCurve.ofMarketValues(snapshots);
    }
  }

  @Override
  public EquityCurve pnlCurve() {
    try (Stream<PortfolioSnapshot> snapshots = answers.stream(byTime())) {
      return EquityCurve.ofPnl(snapshots);
    }
  }

  private PortfolioCriteria byTime() {
    if (window().direction() != SortOrder.ASC) {
      throw new InvalidInputException("a curve runs forwards in time, the question does not");
    }
    return criteria;
  }
}
