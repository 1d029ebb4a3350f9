package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.rollup.KnownLevels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which questions about bars are answered from kept ones, and reads those that have not changed. */
final class KeptBars {

  private final Sessions sessions;
  private final Sql sql;
  private final KnownLevels levels;

  KeptBars(Sessions sessions, Sql sql, KnownLevels levels) {
    this.sessions = sessions;
    this.sql = sql;
    this.levels = levels;
  }

  /** The statements for a question, unless kept bars are of no use for it. */
  Optional<KeptBarsSql> statements(BarCriteria criteria, Grid grid) {
    if (!criteria.mayUseKeptBars()) {
      return Optional.empty();
    }
    return Cover.of(criteria.times(), grid, levels.recent(sessions))
        .map(cover -> new KeptBarsSql(sql, criteria, grid, cover));
  }

  /** The bars, unless some of those that are kept have changed: then the full statement is needed, whose planning alone costs more. */
  Optional<List<Bar>> clean(String doing, KeptBarsSql statements, BarShape shape) {
    return sessions.with(doing, connection -> clean(connection, statements, shape));
  }

  private static Optional<List<Bar>> clean(
      Connection connection, KeptBarsSql statements, BarShape shape) throws SQLException {
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
  }
}
