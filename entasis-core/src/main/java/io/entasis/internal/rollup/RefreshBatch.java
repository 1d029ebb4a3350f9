package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.RawFloor;
import io.entasis.internal.rollup.DirtyMinutes.Minute;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One batch of a refresh, in a transaction at READ COMMITTED that holds the {@link RefreshLock}.
 *
 * <p>The ledger is emptied first, and the bars are computed by later statements: every tick whose change was seen in the ledger is
 * visible to them, and a change that is committed later keeps its row. In any other order, or with two at a time, changes are lost.
 */
final class RefreshBatch {

  private final Connection connection;
  private final RefreshSql statements;
  private final Levels levels;
  private final Optional<Instant> floor;

  private RefreshBatch(
      Connection connection, RefreshSql statements, Levels levels, Optional<Instant> floor) {
    this.connection = connection;
    this.statements = statements;
    this.levels = levels;
    this.floor = floor;
  }

  /** On a connection whose transaction holds the lock; levels and floor cannot change under it. */
  static RefreshBatch in(Connection connection, Sql sql) throws SQLException {
    return with(connection, sql, new RefreshSql(sql));
  }

  /** As {@link #in}, for changes after which the floor is raised: those of partitions that are being loaded are taken too. */
  static RefreshBatch last(Connection connection, Sql sql) throws SQLException {
    return with(connection, sql, RefreshSql.last(sql));
  }

  private static RefreshBatch with(Connection connection, Sql sql, RefreshSql statements)
      throws SQLException {
    return new RefreshBatch(
        connection,
        statements,
        Levels.read(connection, sql),
        new RawFloor(sql, MARKET_DATA.getName()).read(connection));
  }

  /** Whether something before the instant is in the ledger. */
  boolean isLeft(Instant before) throws SQLException {
    try (PreparedStatement statement = statements.left(before).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  /**
   * Takes changes before the instant out of the ledger and computes the bars that they changed.
   *
   * @param most how many rows of the ledger to begin with
   */
  Result run(Instant before, int most) throws SQLException {
    Set<Minute> taken = new LinkedHashSet<>();
    long seen = 0;
    try (PreparedStatement statement = statements.take(before, most).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        taken.add(minute(rows));
        seen = rows.getLong(3);
      }
    }
    DirtyMinutes all = new DirtyMinutes(taken);
    DirtyMinutes open = floor.map(all::since).orElse(all);
    long computed = 0;
    for (Map.Entry<YearMonth, DirtyMinutes> month : open.byMonth().entrySet()) {
      computed += compute(month.getKey(), month.getValue());
    }
    return new Result(
        seen >= most, computed, taken.size() - (long) open.minutes().size());
  }

  /** One month at a time, in one partition. */
  private long compute(YearMonth month, DirtyMinutes taken) throws SQLException {
    Instant from = TimeRange.month(month).from();
    Instant to = TimeRange.month(month).to();
    DirtyMinutes dirty = resolved(taken, from, to);
    if (dirty.isEmpty()) {
      return 0;
    }
    execute(statements.minutes(dirty, from, to));
    for (Level level : levels.all()) {
      Optional<Level> source = levels.sourceOf(level);
      if (source.isPresent()) {
        execute(statements.level(dirty, level, source.get()));
      }
    }
    return dirty.minutes().size();
  }

  private DirtyMinutes resolved(DirtyMinutes taken, Instant from, Instant to) throws SQLException {
    Instant[] coarse = taken.coarse();
    if (coarse.length == 0) {
      return taken;
    }
    List<Minute> found = new ArrayList<>();
    try (PreparedStatement statement = statements.symbols(coarse, from, to).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(minute(rows));
      }
    }
    return taken.resolved(found);
  }

  private void execute(NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      statement.executeUpdate();
    }
  }

  private static Minute minute(ResultSet row) throws SQLException {
    return new Minute(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
  }

  /**
   * What a batch did.
   *
   * @param more whether there may be more to do
   * @param minutes number of bars of one minute computed
   * @param ignored changes below the floor
   */
  record Result(boolean more, long minutes, long ignored) {}
}
