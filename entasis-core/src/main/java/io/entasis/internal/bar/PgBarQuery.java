package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.internal.read.Selection;
import io.entasis.market.TimeRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.SortOrder;

/**
 * A question about bars and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 */
record PgBarQuery(BarAnswers answers, BarCriteria criteria) implements BarQuery {

  @Override
  public BarQuery on(String exchange, String... more) {
    return asking(criteria.on(Selection.of("exchange", exchange, more)));
  }

  @Override
  public BarQuery during(TimeRange range) {
    return asking(criteria.within(criteria.times().during(range)));
  }

  @Override
  public BarQuery since(Instant from) {
    return asking(criteria.within(criteria.times().since(from)));
  }

  @Override
  public BarQuery before(Instant to) {
    return asking(criteria.within(criteria.times().before(to)));
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
  public BarQuery ascending() {
    return asking(criteria.windowed(criteria.window().ordered(SortOrder.ASC)));
  }

  @Override
  public BarQuery descending() {
    return asking(criteria.windowed(criteria.window().ordered(SortOrder.DESC)));
  }

  @Override
  public BarQuery limit(long bars) {
    return asking(criteria.windowed(criteria.window().limited(bars)));
  }

  @Override
  public List<Bar> list() {
    return answers.list(criteria);
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
