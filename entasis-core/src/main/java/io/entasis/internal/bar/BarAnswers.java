package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.Prepared;
import io.entasis.internal.read.ReadStatement;
import io.entasis.internal.read.RowReader;
import io.entasis.internal.read.Selection;
import io.entasis.internal.tick.TickSpans;
import io.entasis.query.Answer;
import io.entasis.tick.TickSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Answers questions about bars from the ticks in the database. */
public final class BarAnswers {

  private static final String DOING = "building bars";

  private final Sessions sessions;
  private final Sql sql;
  private final TickSpans spans;
  private final Clock clock;
  private final Knowledge knowledge;

  /**
   * Over the sessions.
   *
   * @param spans tells what times a calendar has to cover
   * @param clock tells "now"
   * @param knowledge what may be seen
   */
  public BarAnswers(Sessions sessions, Sql sql, TickSpans spans, Clock clock, Knowledge knowledge) {
    this.sessions = sessions;
    this.sql = sql;
    this.spans = spans;
    this.clock = knowledge.clock(clock);
    this.knowledge = knowledge;
  }

  /** A question about the bars of the symbols. */
  PgBarQuery about(Selection symbols, BarSize size) {
    return new PgBarQuery(this, BarCriteria.of(symbols, Alignment.of(size), knowledge));
  }

  List<Bar> list(BarCriteria criteria) {
    return grid(criteria)
        .map(grid -> reader(grid).list(written(criteria, grid)))
        .orElse(List.of());
  }

  Answer<List<Bar>> answer(BarCriteria criteria) {
    return Answer.reading(clock, () -> list(criteria));
  }

  Stream<Bar> stream(BarCriteria criteria) {
    return grid(criteria)
        .map(grid -> reader(grid).stream(written(criteria, grid)))
        .orElse(Stream.empty());
  }

  void forEach(BarCriteria criteria, Consumer<? super Bar> action) {
    grid(criteria).ifPresent(grid -> reader(grid).forEach(written(criteria, grid), action));
  }

  long count(BarCriteria criteria) {
    return grid(criteria)
        .map(grid -> sessions.with(DOING, connection -> count(connection, criteria, grid)))
        .orElse(0L);
  }

  private long count(Connection connection, BarCriteria criteria, Grid grid) throws SQLException {
    return Prepared.single(
        connection, sql, BarSql.count(sql.dsl(), criteria, grid), row -> row.getLong(1));
  }

  /** The grid of the bars; absent when it would depend on ticks of which there are none. */
  private Optional<Grid> grid(BarCriteria criteria) {
    Alignment alignment = criteria.alignment();
    if (!alignment.needsSpan()) {
      return Optional.of(alignment.fixedGrid());
    }
    Optional<TickSpan> span = spans.find(criteria.symbols(), criteria.times());
    return span.map(alignment::gridOver);
  }

  private RowReader<Bar> reader(Grid grid) {
    return new RowReader<>(sessions, DOING, () -> new BarShape(grid, clock.instant()));
  }

  private ReadStatement written(BarCriteria criteria, Grid grid) {
    return ReadStatement.of(sql.inlined(BarSql.bars(sql.dsl(), criteria, grid)));
  }
}
