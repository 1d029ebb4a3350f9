package io.entasis.internal.cache;

import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSlot;
import io.entasis.calendar.TradingCalendar;
import io.entasis.internal.change.Span;
import io.entasis.market.TimeRange;
import io.entasis.query.Answer;
import io.entasis.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A question about bars, whose list is kept once the range has passed. */
final class CachedBarQuery implements BarQuery, Question<List<Bar>> {

  private final BarQuery query;
  private final BarSubject subject;
  private final CachedBars bars;

  CachedBarQuery(BarQuery query, BarSubject subject, CachedBars bars) {
    this.query = query;
    this.subject = subject;
    this.bars = bars;
  }

  @Override
  public List<Bar> list() {
    return isKept() ? bars.cache().get(subject.key(), this) : query.list();
  }

  @Override
  public Answer<List<Bar>> answer() {
    return isKept() ? bars.cache().answer(subject.key(), this) : query.answer();
  }

  @Override
  public Collection<String> subjects() {
    return subject.symbols();
  }

  @Override
  public Span span() {
    return subject.span();
  }

  @Override
  public List<Bar> read() {
    return List.copyOf(query.list());
  }

  /** A question about many symbols takes its room also where there are no bars. */
  @Override
  public int rows(List<Bar> answer) {
    return Math.max(answer.size(), subject.symbols().size());
  }

  /** A range may end within its last bar, which says that it is still open until its own end. */
  @Override
  public boolean mayKeep(List<Bar> answer, Instant readAt) {
    return answer.stream().noneMatch(bar -> bar.end().isAfter(readAt));
  }

  @Override
  public BarQuery during(TimeRange range) {
    return refined(query.during(range), subject.with("during", range).endingAt(range.to()));
  }

  @Override
  public BarQuery since(Instant from) {
    return refined(query.since(from), subject.with("since", from));
  }

  @Override
  public BarQuery before(Instant to) {
    return refined(query.before(to), subject.with("before", to).endingAt(to));
  }

  @Override
  public BarQuery asOf(Instant instant) {
    return refined(
        query.asOf(instant),
        subject.with("asOf", instant).endingAt(instant.plus(1, ChronoUnit.MICROS)));
  }

  @Override
  public BarQuery ascending() {
    return refined(query.ascending(), subject.with("ascending"));
  }

  @Override
  public BarQuery descending() {
    return refined(query.descending(), subject.with("descending"));
  }

  @Override
  public BarQuery limit(long rows) {
    return refined(query.limit(rows), subject.with("limit", rows));
  }

  @Override
  public BarQuery on(String exchange, String... more) {
    return refined(query.on(exchange, more), subject.with("on", exchange, List.of(more)));
  }

  @Override
  public BarQuery in(ZoneId zone) {
    return refined(query.in(zone), subject.with("in", zone));
  }

  @Override
  public BarQuery origin(LocalDateTime origin) {
    return refined(query.origin(origin), subject.with("origin", origin));
  }

  @Override
  public BarQuery session(TradingCalendar calendar) {
    return refined(query.session(calendar), subject.with("session", calendar));
  }

  @Override
  public BarQuery fillPreviousClose(int number) {
    return refined(query.fillPreviousClose(number), subject.with("fill", number));
  }

  @Override
  public BarQuery fillPreviousClose(Duration age) {
    return refined(query.fillPreviousClose(age), subject.with("fill", age));
  }

  @Override
  public BarQuery withProvisional() {
    return refined(query.withProvisional(), subject.with("withProvisional"));
  }

  @Override
  public Query<BarSlot> slots() {
    return query.slots();
  }

  @Override
  public Stream<Bar> stream() {
    return query.stream();
  }

  @Override
  public void forEach(Consumer<? super Bar> action) {
    query.forEach(action);
  }

  @Override
  public Optional<Bar> findFirst() {
    return query.findFirst();
  }

  @Override
  public long count() {
    return query.count();
  }

  private boolean isKept() {
    return subject.hasPassed(bars.clock().instant());
  }

  private BarQuery refined(BarQuery next, BarSubject said) {
    return new CachedBarQuery(next, said, bars);
  }
}
