package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.read.Prepared;
import io.entasis.internal.read.ReadStatement;
import io.entasis.internal.read.RowReader;
import io.entasis.internal.rollup.KnownLevels;
import io.entasis.internal.tick.TickSpans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bars that have ticks, from kept ones where the question allows, or else from ticks. */
final class BarRows {

  private static final String DOING = "building bars";

  private final Sessions sessions;
  private final Sql sql;
  private final KnownLevels levels;
  private final Clock clock;
  private final TickSpans spans;

  BarRows(Sessions sessions, Sql sql, TickSpans spans, KnownLevels levels, Clock clock) {
    this.sessions = sessions;
    this.sql = sql;
    this.spans = spans;
    this.levels = levels;
    this.clock = clock;
  }

  List<Bar> list(BarCriteria criteria, Grid grid) {
    return criteria.isAboutFew()
        ? spans
            .find(criteria.symbols(), criteria.times())
            .map(span -> new NearbyBars(criteria, grid, span).list(near -> whole(near, grid)))
            .orElseGet(() -> whole(criteria, grid))
        : whole(criteria, grid);
  }

  private List<Bar> whole(BarCriteria criteria, Grid grid) {
    Optional<KeptBarsSql> kept = kept(criteria, grid);
    return kept.filter(KeptBarsSql::canBeClean)
        .flatMap(statements -> clean(statements, grid))
        .orElseGet(() -> reader(grid).list(written(criteria, grid, kept)));
  }

  Stream<Bar> stream(BarCriteria criteria, Grid grid) {
    return reader(grid).stream(written(criteria, grid, kept(criteria, grid)));
  }

  long count(BarCriteria criteria, Grid grid) {
    Optional<KeptBarsSql> kept = kept(criteria, grid);
    return sessions.with(
        DOING,
        connection -> kept.isPresent()
            ? single(connection, kept.get().count())
            : Prepared.single(
                connection, sql, BarSql.count(sql.dsl(), criteria, grid), row -> row.getLong(1)));
  }

  /** The statements for a question, unless kept bars are of no use for it. */
  private Optional<KeptBarsSql> kept(BarCriteria criteria, Grid grid) {
    if (!criteria.mayUseKeptBars()) {
      return Optional.empty();
    }
    return Cover.of(criteria.times(), grid, levels.recent(sessions))
        .map(cover -> new KeptBarsSql(sql, criteria, grid, cover));
  }

  /** The bars, unless some of those that are kept have changed: then the full statement is needed, whose planning alone costs more. */
  private Optional<List<Bar>> clean(KeptBarsSql statements, Grid grid) {
    return sessions.with(DOING, connection -> {
      BarShape shape = shape(grid);
      try (PreparedStatement statement = statements.cleanBars().prepare(connection);
          ResultSet rows = statement.executeQuery()) {
        List<Bar> bars = new ArrayList<>();
        while (rows.next()) {
          if (rows.getString(1) == null) {
            return Optional.empty();
          }
          bars.add(shape.fromResultSet(rows));
        }
        return Optional.of(bars);
      }
    });
  }

  private static long single(Connection connection, NamedSql question) throws SQLException {
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private ReadStatement written(BarCriteria criteria, Grid grid, Optional<KeptBarsSql> kept) {
    return ReadStatement.of(kept.map(statements -> statements.bars().inlined())
        .orElseGet(() -> sql.inlined(BarSql.bars(sql.dsl(), criteria, grid))));
  }

  private RowReader<Bar> reader(Grid grid) {
    return new RowReader<>(sessions, DOING, () -> shape(grid));
  }

  private BarShape shape(Grid grid) {
    return new BarShape(grid, clock.instant());
  }
}
