package io.entasis.benchmarks.write;

import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;

/** Holds the table against the ticks that should be in it, in their total order. */
final class StoredTicks {

  private static final int FETCH_SIZE = 10_000;
  private static final String ALL =
      "select symbol, exchange, timestamp, price, volume from market_data order by timestamp, id";

  private StoredTicks() {}

  /** Throws when a tick is missing, too many, different or elsewhere. */
  static void check(Connection connection, List<Tick> expected) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      Iterator<Tick> next = expected.iterator();
      try (ResultSet rows = statement.executeQuery(ALL)) {
        while (rows.next()) {
          Tick stored = tick(rows);
          if (!next.hasNext() || !next.next().equals(stored)) {
            throw new IllegalStateException("should not have stored " + stored);
          }
        }
      }
      if (next.hasNext()) {
        throw new IllegalStateException("should have stored " + next.next());
      }
    }
    connection.commit();
  }

  private static Tick tick(ResultSet row) throws SQLException {
    return new Tick(
        row.getString(1),
        row.getString(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getBigDecimal(4),
        row.getBigDecimal(5));
  }
}
