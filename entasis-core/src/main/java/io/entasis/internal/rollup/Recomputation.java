package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.rollup.DirtyMinutes.Minute;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Computes bars of changed minutes of one month, and the longer bars that hold them, so many at once that no statement takes long. */
final class Recomputation {

  /** Minutes of one statement. */
  static final int AT_ONCE = 5_000;

  private final Connection connection;
  private final RefreshSql statements;
  private final Levels levels;
  private final TimeRange month;
  private final Set<Minute> waiting = new LinkedHashSet<>();
  private long computed;

  Recomputation(Connection connection, RefreshSql statements, Levels levels, TimeRange month) {
    this.connection = connection;
    this.statements = statements;
    this.levels = levels;
    this.month = month;
  }

  /** A minute of one symbol. */
  void add(Minute minute) throws SQLException {
    waiting.add(minute);
    if (waiting.size() == AT_ONCE) {
      compute();
    }
  }

  /** Computes what waits; gives the number of all minutes that were computed. */
  long finish() throws SQLException {
    if (!waiting.isEmpty()) {
      compute();
    }
    return computed;
  }

  /** A longer bar whose minutes come in two parts is computed twice, the second time from all of them. */
  private void compute() throws SQLException {
    DirtyMinutes dirty = new DirtyMinutes(waiting);
    execute(statements.minutes(dirty, month.from(), month.to()));
    for (Level level : levels.all()) {
      Optional<Level> source = levels.sourceOf(level);
      if (source.isPresent()) {
        execute(statements.level(dirty, level, source.get()));
      }
    }
    computed += waiting.size();
    waiting.clear();
  }

  private void execute(NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
