package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import io.entasis.market.TimeRange;
import io.entasis.portfolio.EquityCurve;
import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.query.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question about all snapshots of one user, the latest of which is kept for this user alone: it was read under the policies for this
 * user and is given to nobody else. A refined question goes to the database.
 */
final class CachedPortfolioQuery implements PortfolioQuery, Question<Optional<PortfolioSnapshot>> {

  private final PortfolioQuery query;
  private final UUID userId;
  private final KindCache<Optional<PortfolioSnapshot>> cache;

  CachedPortfolioQuery(
      PortfolioQuery query, UUID userId, KindCache<Optional<PortfolioSnapshot>> cache) {
    this.query = query;
    this.userId = userId;
    this.cache = cache;
  }

  @Override
  public Optional<PortfolioSnapshot> findLatest() {
    return cache.get(userId, this);
  }

  @Override
  public Answer<Optional<PortfolioSnapshot>> answerLatest() {
    return cache.answer(userId, this);
  }

  @Override
  public Set<String> subjects() {
    return Set.of(userId.toString());
  }

  @Override
  public Span span() {
    return Span.ALL;
  }

  @Override
  public Optional<PortfolioSnapshot> read() {
    return query.findLatest();
  }

  @Override
  public int rows(Optional<PortfolioSnapshot> answer) {
    return answer.map(snapshot -> snapshot.positions().size()).orElse(1);
  }

  @Override
  public PortfolioQuery during(TimeRange range) {
    return query.during(range);
  }

  @Override
  public PortfolioQuery since(Instant from) {
    return query.since(from);
  }

  @Override
  public PortfolioQuery before(Instant to) {
    return query.before(to);
  }

  @Override
  public PortfolioQuery asOf(Instant instant) {
    return query.asOf(instant);
  }

  @Override
  public PortfolioQuery ascending() {
    return query.ascending();
  }

  @Override
  public PortfolioQuery descending() {
    return query.descending();
  }

  @Override
  public PortfolioQuery limit(long rows) {
    return query.limit(rows);
  }

  @Override
  public PortfolioQuery maxAge(Duration age) {
    return query.maxAge(age);
  }

  @Override
  public List<PortfolioSnapshot> list() {
    return query.list();
  }

  @Override
  public Stream<PortfolioSnapshot> stream() {
    return query.stream();
  }

  @Override
  public void forEach(Consumer<? super PortfolioSnapshot> action) {
    query.forEach(action);
  }

  @Override
  public Optional<PortfolioSnapshot> findFirst() {
    return query.findFirst();
  }

  @Override
  public long count() {
    return query.count();
  }

  @Override
  public Optional<PortfolioSnapshot> findAsOf(Instant instant) {
    return query.findAsOf(instant);
  }

  @Override
  public EquityCurve equityCurve() {
    return query.equityCurve();
  }

  @Override
  public EquityCurve pnlCurve() {
    return query.pnlCurve();
  }
}
