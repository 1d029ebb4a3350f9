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
import io.entasis.internal.rollup.KnownLevels;
import io.entasis.internal.tick.TickAnswers;
import io.entasis.internal.tick.TickSpans;
import io.entasis.tick.TickSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
  private final KeptBars kept;

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
    this.spans = ticks::span;
    this.knowledge = ticks.knowledge();
    this.clock = knowledge.clock(clock);
    this.kept = new KeptBars(sessions, sql, levels);
  }

  /** A question about the bars of the symbols. */
  PgBarQuery about(Selection symbols, BarSize size) {
    return new PgBarQuery(this, BarCriteria.of(symbols, Alignment.of(size), knowledge));
  }

  List<Bar> list(BarCriteria criteria) {
    return grid(criteria).map(grid -> list(criteria, grid)).orElse(List.of());
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

  private List<Bar> list(BarCriteria criteria, Grid grid) {
    return kept.statements(criteria, grid)
        .filter(KeptBarsSql::canBeClean)
        .flatMap(statements -> kept.clean(DOING, statements, shape(grid)))
        .orElseGet(() -> reader(grid).list(written(criteria, grid)));
  }

  private long count(Connection connection, BarCriteria criteria, Grid grid) throws SQLException {
    Optional<KeptBarsSql> statements = kept.statements(criteria, grid);
    if (statements.isEmpty()) {
      return Prepared.single(
          connection, sql, BarSql.count(sql.dsl(), criteria, grid), row -> row.getLong(1));
    }
    try (PreparedStatement statement = statements.get().count().prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The grid of the bars; absent when it would depend on ticks of which there are none. */
  private Optional<Grid> grid(BarCriteria criteria) {
    Alignment alignment = criteria.alignment();
    if (!alignment.needsSpan()) {
      return Optional.of(alignment.fixedGrid());
    }
    Optional<TickSpan> span = spans.find(criteria.symbols(), criteria.times());
    return span.flatMap(alignment::gridOver);
  }

  private RowReader<Bar> reader(Grid grid) {
    return new RowReader<>(sessions, DOING, () -> shape(grid));
  }

  private BarShape shape(Grid grid) {
    return new BarShape(grid, clock.instant());
  }

  private ReadStatement written(BarCriteria criteria, Grid grid) {
    return ReadStatement.of(kept.statements(criteria, grid)
        .map(statements -> statements.bars().inlined())
        .orElseGet(() -> sql.inlined(BarSql.bars(sql.dsl(), criteria, grid))));
  }
}
