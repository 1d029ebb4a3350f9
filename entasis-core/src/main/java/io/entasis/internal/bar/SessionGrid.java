package io.entasis.internal.bar;

import io.entasis.calendar.TradingSession;
import io.entasis.internal.rollup.Origin;
import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Bars of trading sessions: one for each session, or steps counted anew from the start of each phase. What happens between phases belongs
 * to no bar.
 *
 * @param bars the sessions, or their phases cut into steps
 * @param phases when there is trading, in order; at least one
 */
record SessionGrid(Stretches bars, List<TimeRange> phases) implements Grid {

  /** Copies the phases. */
  SessionGrid {
    phases = List.copyOf(phases);
  }

  /**
   * Over the sessions, of which there is one at least.
   *
   * @param step length of a bar; a bar is a session when absent
   */
  static SessionGrid of(List<TradingSession> sessions, Optional<Duration> step) {
    List<TimeRange> phases =
        sessions.stream().flatMap(session -> session.phases().stream()).toList();
    List<TimeRange> whole = sessions.stream().map(TradingSession::range).toList();
    return new SessionGrid(new Stretches(step.isPresent() ? phases : whole, step), phases);
  }

  @Override
  public Field<Instant> startOf(Field<Instant> timestamp) {
    Field<Instant> anchor = DSL.field(
        "({0})[{1}]",
        Instant.class, Grid.array(phases.stream().map(this::anchor).toList()), phaseOf(timestamp));
    return bars.step().map(size -> FixedGrid.bin(size, timestamp, anchor)).orElse(anchor);
  }

  @Override
  public List<Condition> within(Field<Instant> timestamp) {
    List<Condition> conditions = new ArrayList<>(Grid.super.within(timestamp));
    conditions.add(timestamp.lt(DSL.field(
        "({0})[{1}]",
        Instant.class,
        Grid.array(phases.stream().map(TimeRange::to).toList()),
        phaseOf(timestamp))));
    return conditions;
  }

  @Override
  public Instant endOf(Instant start) {
    return barAt(start).orElseThrow().to();
  }

  @Override
  public boolean isAlignedTo(Duration length) {
    return bars.step().map(size -> Origin.isWhole(size, length)).orElse(true)
        && phases.stream()
            .allMatch(phase ->
                Origin.isMultiple(phase.from(), length) && Origin.isMultiple(phase.to(), length));
  }

  @Override
  public Optional<TimeRange> covered() {
    return Optional.of(
        TimeRange.of(phases.get(0).from(), phases.get(phases.size() - 1).to()));
  }

  @Override
  public Optional<TimeRange> barAt(Instant instant) {
    return bars.barAt(instant);
  }

  @Override
  public Optional<TimeRange> firstFrom(Instant instant) {
    return bars.firstFrom(instant);
  }

  @Override
  public Optional<TimeRange> lastBefore(Instant instant) {
    return bars.lastBefore(instant);
  }

  /** Where the bars of a phase are counted from. */
  private Instant anchor(TimeRange phase) {
    return barAt(phase.from()).orElseThrow().from();
  }

  /** The number of the last phase that begins at the timestamp or before, from 1. */
  private Field<Integer> phaseOf(Field<Instant> timestamp) {
    return DSL.field(
        "width_bucket({0}, {1})",
        Integer.class,
        timestamp,
        Grid.array(phases.stream().map(TimeRange::from).toList()));
  }
}
