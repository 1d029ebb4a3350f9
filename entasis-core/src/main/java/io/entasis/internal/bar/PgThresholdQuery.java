package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.ThresholdBarQuery;
import io.entasis.internal.read.Selection;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.TimedRefinements;
import io.entasis.internal.read.Window;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A question about bars that end when enough has happened, and who answers it.
 *
 * @param answers who answers it
 * @param criteria what is asked
 */
record PgThresholdQuery(ThresholdAnswers answers, ThresholdCriteria criteria)
    implements ThresholdBarQuery, TimedRefinements<Bar, ThresholdBarQuery> {

  @Override
  public TimeBounds times() {
    return criteria.times();
  }

  @Override
  public Window window() {
    return criteria.window();
  }

  @Override
  public ThresholdBarQuery within(TimeBounds bounds) {
    return asking(criteria.within(bounds));
  }

  @Override
  public ThresholdBarQuery windowed(Window window) {
    return asking(criteria.windowed(window));
  }

  @Override
  public ThresholdBarQuery on(String exchange, String... more) {
    return asking(criteria.on(Selection.of("exchange", exchange, more)));
  }

  @Override
  public ThresholdBarQuery withProvisional() {
    return asking(criteria.withProvisional());
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
    Objects.requireNonNull(action, "action");
    try (Stream<Bar> bars = stream()) {
      bars.forEachOrdered(action);
    }
  }

  @Override
  public Optional<Bar> findFirst() {
    return answers.list(criteria.windowed(criteria.window().first())).stream().findFirst();
  }

  @Override
  public long count() {
    try (Stream<Bar> bars = stream()) {
      return bars.mapToLong(bar -> 1).sum();
    }
  }

  private PgThresholdQuery asking(ThresholdCriteria other) {
    return new PgThresholdQuery(answers, other);
  }
}
