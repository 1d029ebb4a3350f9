package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDBC result set into the same records.
 *
 * @param fetchSize rows that a cursor brings at a time; 0 for all at once
 */
record JdbcRecords(Connection connection, String symbol, int fetchSize) implements Way<Checksum> {

  @Override
  public Checksum run() throws SQLException {
    connection.setAutoCommit(fetchSize == 0);
    List<Tick> ticks = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SymbolSql.prepared())) {
      statement.setFetchSize(fetchSize);
      statement.setString(1, symbol);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ticks.add(tick(rows));
        }
      }
    }
    return Checksum.of(ticks);
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
