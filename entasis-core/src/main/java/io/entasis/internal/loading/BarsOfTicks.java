package io.entasis.internal.loading;

import io.entasis.internal.db.Sql;
import io.entasis.internal.rollup.LoadedBars;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Kept bars follow from ticks. */
public final class BarsOfTicks implements Consequences {

  private final LoadedBars bars;

  /** In the schema of the tables. */
  public BarsOfTicks(Sql sql) {
    this.bars = new LoadedBars(sql);
  }

  @Override
  public void note(Connection connection, Instant[] minutes) throws SQLException {
    bars.note(connection, minutes);
  }

  @Override
  public void lock(Connection connection) throws SQLException {
    bars.lock(connection);
  }

  @Override
  public void enter(Connection connection, String rows, TimeRange range, boolean isFrozen)
      throws SQLException {
    if (!isFrozen) {
      bars.enter(connection, rows, range);
    }
  }
}
