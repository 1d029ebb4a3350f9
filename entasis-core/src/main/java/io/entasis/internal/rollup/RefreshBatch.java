package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One batch of a refresh, in a transaction at READ COMMITTED that holds the {@link RefreshLock}.
 *
 * <p>The ledger is emptied first, and the bars are computed by later statements: every tick whose change was seen in the ledger is
 * visible to them, and a change that is committed later keeps its row. In any other order, or with two at a time, changes are lost.
 *
 * <p>What is taken at once is bounded: as many minutes of single symbols as lie in the hours of some rows, and one hour of all symbols,
 * whose symbols are looked up while their bars are computed, so that they are never in memory together.
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
   * @param most how many rows of the ledger are looked at together, and how many bars are enough
   */
  Result run(Instant before, int most) throws SQLException {
    return run(before, RefreshSql.END_OF_TIME, most);
  }

  /**
   * As {@link #run(Instant, int)}.
   *
   * @param marked when the latest transaction began whose changes have to be taken
   */
  Result run(Instant before, Instant marked, int most) throws SQLException {
    long computed = 0;
    long ignored = 0;
    long handled = 0;
    while (true) {
      Taken taken = take(before, marked, most);
      DirtyMinutes open = floor.map(taken.minutes()::since).orElse(taken.minutes());
      long bars = compute(open);
      computed += bars;
      ignored += taken.minutes().size() - open.size();
      handled += Math.max(bars, taken.minutes().size());
      if (!taken.more() || handled >= most) {
        return new Result(taken.more(), computed, ignored);
      }
    }
  }

  private Taken take(Instant before, Instant marked, int most) throws SQLException {
    Set<Minute> minutes = new LinkedHashSet<>();
    boolean more = false;
    try (PreparedStatement statement = statements.take(before, marked, most).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        minutes.add(minute(rows));
        more = rows.getBoolean(3);
      }
    }
    return new Taken(new DirtyMinutes(minutes), more);
  }

  /** One month at a time, in one partition. */
  private long compute(DirtyMinutes open) throws SQLException {
    long computed = 0;
    for (Map.Entry<YearMonth, DirtyMinutes> month : open.byMonth().entrySet()) {
      computed += compute(TimeRange.month(month.getKey()), month.getValue());
    }
    return computed;
  }

  private long compute(TimeRange month, DirtyMinutes taken) throws SQLException {
    Recomputation bars = new Recomputation(connection, statements, levels, month);
    for (Minute minute : taken.named()) {
      bars.add(minute);
    }
    Instant[] ofAll = taken.ofAllSymbols();
    if (ofAll.length > 0) {
      addSymbols(ofAll, month, taken, bars);
    }
    return bars.finish();
  }

  private void addSymbols(
      Instant[] minutes, TimeRange month, DirtyMinutes named, Recomputation bars)
      throws SQLException {
    try (PreparedStatement statement =
        statements.symbols(minutes, month.from(), month.to()).prepare(connection)) {
      statement.setFetchSize(Recomputation.AT_ONCE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Minute found = minute(rows);
          if (!named.contains(found)) {
            bars.add(found);
          }
        }
      }
    }
  }

  private static Minute minute(ResultSet row) throws SQLException {
    return new Minute(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
  }

  /**
   * What came out of the ledger.
   *
   * @param more whether there may be more
   */
  private record Taken(DirtyMinutes minutes, boolean more) {}

  /**
   * What a batch did.
   *
   * @param more whether there may be more to do
   * @param minutes number of bars of one minute computed
   * @param ignored changes below the floor
   */
  record Result(boolean more, long minutes, long ignored) {}
}
