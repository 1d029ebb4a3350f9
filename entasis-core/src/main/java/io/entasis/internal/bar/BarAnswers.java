package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarSlot;
import io.entasis.bar.BarThreshold;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.Prepared;
import io.entasis.internal.read.Selection;
import io.entasis.internal.rollup.KnownLevels;
import io.entasis.internal.tick.TickAnswers;
import io.entasis.internal.tick.TickSpans;
import io.entasis.query.Answer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Answers questions about bars from the ticks in the database. */
public final class BarAnswers {

  private static final String DOING = "building bars";

  private final Sessions sessions;
  private final Sql sql;
  private final TickSpans spans;
  private final Clock present;
  private final Clock clock;
  private final Knowledge knowledge;
  private final BarRows rows;

  /**
   * Over the sessions.
   *
   * @param ticks answers questions about ticks, over the same sessions and with the same knowledge
   * @param levels knows which bars are kept
   * @param clock tells "now"
   */
  public BarAnswers(
      Sessions sessions, Sql sql, TickAnswers ticks, KnownLevels levels, Clock clock) {
    this.sessions = sessions;
    this.sql = sql;
    this.spans =
        ticks.knowledge().isAll() ? new KeptSpans(ticks::span, sessions, sql) : ticks::span;
    this.knowledge = ticks.knowledge();
    this.present = clock;
    this.clock = knowledge.clock(clock);
    this.rows = new BarRows(sessions, sql, spans, levels, this.clock);
  }

  /** A question about the bars of the symbols. */
  PgBarQuery about(Selection symbols, BarSize size) {
    return new PgBarQuery(this, BarCriteria.of(symbols, Alignment.of(size), knowledge));
  }

  /** A question about the bars of the symbols that end when enough has happened. */
  PgThresholdQuery about(Selection symbols, BarThreshold threshold) {
    return new PgThresholdQuery(
        new ThresholdAnswers(sessions, sql, Objects.requireNonNull(threshold, "threshold")),
        ThresholdCriteria.of(symbols, knowledge));
  }

  List<Bar> list(BarCriteria criteria) {
    return criteria.fill().isPresent()
        ? slotList(criteria, false).stream().map(BarAnswers::bar).toList()
        : grid(criteria).map(grid -> rows.list(criteria, grid)).orElse(List.of());
  }

  Answer<List<Bar>> answer(BarCriteria criteria) {
    return Answer.reading(present, () -> list(criteria));
  }

  Stream<Bar> stream(BarCriteria criteria) {
    return criteria.fill().isPresent()
        ? slots(criteria, false).map(BarAnswers::bar)
        : grid(criteria).map(grid -> rows.stream(criteria, grid)).orElse(Stream.empty());
  }

  void forEach(BarCriteria criteria, Consumer<? super Bar> action) {
    try (Stream<Bar> bars = stream(criteria)) {
      bars.forEachOrdered(action);
    }
  }

  long count(BarCriteria criteria) {
    return criteria.fill().isPresent()
        ? slotCount(criteria, false)
        : grid(criteria).map(grid -> rows.count(criteria, grid)).orElse(0L);
  }

  /**
   * The times of bars.
   *
   * @param every whether those count that nothing fills
   */
  List<BarSlot> slotList(BarCriteria criteria, boolean every) {
    FillPlan plan = new FillPlan(criteria, clock.instant());
    return filledGrid(plan)
        .map(grid -> {
          Map<String, LastClose> before = before(plan, grid);
          Stream<Bar> bars = rows.list(criteria, grid).stream();
          return LimitedStream.of(
                  new FilledBars(plan.gaps(grid, every), plan, before, bars.iterator()),
                  criteria.window().limit(),
                  bars)
              .toList();
        })
        .orElse(List.of());
  }

  /** As {@link #slotList}, one by one. What needs a connection of its own comes before the rows take theirs. */
  Stream<BarSlot> slots(BarCriteria criteria, boolean every) {
    FillPlan plan = new FillPlan(criteria, clock.instant());
    return filledGrid(plan)
        .map(grid -> {
          Map<String, LastClose> before = before(plan, grid);
          Gaps gaps = plan.gaps(grid, every);
          Stream<Bar> bars = rows.stream(criteria, grid);
          return LimitedStream.of(
              new FilledBars(gaps, plan, before, bars.iterator()),
              criteria.window().limit(),
              bars);
        })
        .orElse(Stream.empty());
  }

  /** The number of {@link #slotList}. */
  long slotCount(BarCriteria criteria, boolean every) {
    try (Stream<BarSlot> slots = slots(criteria, every)) {
      return slots.mapToLong(slot -> 1).sum();
    }
  }

  /** The grid of the bars; absent when it would depend on ticks of which there are none. */
  private Optional<Grid> grid(BarCriteria criteria) {
    Alignment alignment = criteria.alignment();
    return alignment.needsSpan()
        ? spans.find(criteria.symbols(), criteria.times()).flatMap(alignment::gridOver)
        : Optional.of(alignment.fixedGrid());
  }

  /** The grid of bars that may be filled: it covers the whole range, and what a close is carried from. */
  private Optional<Grid> filledGrid(FillPlan plan) {
    Selection symbols = plan.criteria().symbols();
    Alignment alignment = plan.criteria().alignment();
    return alignment.needsSpan()
        ? plan.span(spans.find(symbols, plan.looked())).flatMap(alignment::gridOver)
        : Optional.of(alignment.fixedGrid());
  }

  /** What is carried into the first bars of the range, by symbol. */
  private Map<String, LastClose> before(FillPlan plan, Grid grid) {
    Map<String, LastClose> closes = new HashMap<>();
    plan.before()
        .ifPresent(times -> sessions
            .with(
                DOING,
                connection -> Prepared.list(
                    connection,
                    sql,
                    BarSql.lastPrices(sql.dsl(), plan.criteria(), times, grid),
                    row -> Map.entry(row.getString(1), LastClose.of(row, grid))))
            .forEach(last -> closes.put(last.getKey(), last.getValue())));
    return closes;
  }

  private static Bar bar(BarSlot slot) {
    return slot.bar().orElseThrow();
  }
}
