package io.entasis.internal.tick;

import io.entasis.internal.read.AsOfRows;
import io.entasis.internal.read.MaxAge;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import io.entasis.query.Answer;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A question about ticks and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 * @param age oldest tick that counts as the latest
 */
record PgTickQuery(TickAnswers answers, TickCriteria criteria, MaxAge age)
    implements TickQuery, TimedRefinements<Tick, TickQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public TickQuery within(TimeBounds bounds) {
    return asking(criteria.within(bounds));
  }

  @Override
  public TickQuery windowed(Window window) {
    return asking(criteria.windowed(window));
  }

  @Override
  public TickQuery on(String exchange, String... more) {
    return asking(criteria.on(Selection.of("exchange", exchange, more)));
  }

  @Override
  public TickQuery priceAtLeast(BigDecimal price) {
    return asking(criteria.priced(criteria.prices().atLeast(price, "price")));
  }

  @Override
  public TickQuery priceAtMost(BigDecimal price) {
    return asking(criteria.priced(criteria.prices().atMost(price, "price")));
  }

  @Override
  public TickQuery volumeAtLeast(BigDecimal volume) {
    return asking(criteria.sized(criteria.volumes().atLeast(volume, "volume")));
  }

  @Override
  public TickQuery volumeAtMost(BigDecimal volume) {
    return asking(criteria.sized(criteria.volumes().atMost(volume, "volume")));
  }

  @Override
  public TickQuery maxAge(Duration oldest) {
    return new PgTickQuery(answers, criteria, age.of(oldest));
  }

  @Override
  public List<Tick> list() {
    return answers.list(criteria);
  }

  @Override
  public Stream<Tick> stream() {
    return answers.stream(criteria);
  }

  @Override
  public void forEach(Consumer<? super Tick> action) {
    answers.forEach(criteria, Objects.requireNonNull(action, "action"));
  }

  @Override
  public Optional<Tick> findFirst() {
    return answers.first(criteria);
  }

  @Override
  public long count() {
    return answers.count(criteria);
  }

  @Override
  public TickColumns columns() {
    return answers.columns(criteria);
  }

  @Override
  public Optional<Tick> findLatest() {
    return answers.latest(criteria, age);
  }

  @Override
  public Answer<Optional<Tick>> answerLatest() {
    return answers.answerLatest(criteria, age);
  }

  @Override
  public Optional<Tick> findAsOf(Instant instant) {
    return answers.latest(criteria.within(criteria.times().cutAfter(instant)), age);
  }

  @Override
  public Map<String, Tick> latestPerSymbol() {
    return answers.latestPerSymbol(criteria, age);
  }

  @Override
  public Map<String, BigDecimal> vwapPerSymbol() {
    return answers.averages(AverageSql.volumeWeighted(criteria));
  }

  @Override
  public Map<String, BigDecimal> twapPerSymbol() {
    return answers.averages(AverageSql.timeWeighted(criteria));
  }

  @Override
  public List<String> symbols() {
    return answers.symbols(criteria);
  }

  @Override
  public List<String> exchanges() {
    return answers.exchanges(criteria);
  }

  @Override
  public Optional<TickSpan> findSpan() {
    return answers.span(criteria);
  }

  @Override
  public <L> Stream<AsOfMatch<L, Tick>> joinAsOf(
      Stream<L> rows,
      Function<? super L, String> symbol,
      Function<? super L, Instant> at,
      AsOfRule rule) {
    return answers.joined(criteria, new AsOfRows<>(rows, symbol, at), rule);
  }

  private PgTickQuery asking(TickCriteria other) {
    return new PgTickQuery(answers, other, age);
  }
}
