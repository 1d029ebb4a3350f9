package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSlot;
import io.entasis.calendar.TradingCalendar;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import io.entasis.query.Answer;
import io.entasis.query.Query;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question about bars and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 */
record PgBarQuery(BarAnswers answers, BarCriteria criteria)
    implements BarQuery, TimedRefinements<Bar, BarQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public BarQuery within(TimeBounds bounds) {
    return asking(criteria.within(bounds));
  }

  @Override
  public BarQuery windowed(Window window) {
    return asking(criteria.windowed(window));
  }

  @Override
  public BarQuery on(String exchange, String... more) {
    return asking(criteria.on(Selection.of("exchange", exchange, more)));
  }

  @Override
  public BarQuery in(ZoneId zone) {
    return asking(criteria.aligned(criteria.alignment().in(zone)));
  }

  @Override
  public BarQuery origin(LocalDateTime origin) {
    return asking(criteria.aligned(criteria.alignment().from(origin)));
  }

  @Override
  public BarQuery session(TradingCalendar calendar) {
    return asking(criteria.aligned(criteria.alignment().session(calendar)));
  }

  @Override
  public BarQuery fillPreviousClose(int bars) {
    return asking(criteria.filled(FillLimit.ofBars(bars)));
  }

  @Override
  public BarQuery fillPreviousClose(Duration age) {
    return asking(criteria.filled(FillLimit.ofAge(age)));
  }

  @Override
  public Query<BarSlot> slots() {
    return new PgSlotQuery(answers, criteria);
  }

  @Override
  public BarQuery withProvisional() {
    return asking(criteria.withProvisional());
  }

  @Override
  public List<Bar> list() {
    return answers.list(criteria);
  }

  @Override
  public Answer<List<Bar>> answer() {
    return answers.answer(criteria);
  }

  @Override
  public Stream<Bar> stream() {
    return answers.stream(criteria);
  }

  @Override
  public void forEach(Consumer<? super Bar> action) {
    answers.forEach(criteria, Objects.requireNonNull(action, "action"));
  }

  @Override
  public Optional<Bar> findFirst() {
    return answers.list(criteria.windowed(criteria.window().first())).stream().findFirst();
  }

  @Override
  public long count() {
    return answers.count(criteria);
  }

  private PgBarQuery asking(BarCriteria other) {
    return new PgBarQuery(answers, other);
  }
}
