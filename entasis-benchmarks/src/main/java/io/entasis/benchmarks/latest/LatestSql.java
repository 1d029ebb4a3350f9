package io.entasis.benchmarks.latest;

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
 * Plain SQL over a prepared statement that is kept.
 *
 * @param statement asks for ticks, by symbol
 */
record LatestSql(PreparedStatement statement) implements Way<List<Tick>> {

  private static final String COLUMNS = "select symbol, exchange, timestamp, price, volume from";

  /** The last tick of one symbol. */
  static LatestSql probe(Connection connection, String symbol) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(
        COLUMNS + " market_data where symbol = ? order by timestamp desc, id desc limit 1");
    statement.setString(1, symbol);
    return new LatestSql(statement);
  }

  /** A probe for each symbol. */
  static LatestSql lateral(Connection connection, List<String> symbols) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(
        "select l.symbol, l.exchange, l.timestamp, l.price, l.volume from unnest(?) s cross join lateral ("
            + COLUMNS
            + " market_data m where m.symbol = s order by m.timestamp desc, m.id desc limit 1) l"
            + " order by l.symbol collate \"C\"");
    statement.setArray(1, connection.createArrayOf("varchar", symbols.toArray()));
    return new LatestSql(statement);
  }

  /** The textbook answer, over the whole history. */
  static LatestSql distinctOn(Connection connection) throws SQLException {
    return new LatestSql(connection.prepareStatement(
        "select distinct on (symbol collate \"C\") symbol, exchange, timestamp, price, volume from market_data"
            + " order by symbol collate \"C\", timestamp desc, id desc"));
  }

  @Override
  public List<Tick> run() throws SQLException {
    List<Tick> ticks = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ticks.add(new Tick(
            row.getString(1),
            row.getString(2),
            row.getObject(3, OffsetDateTime.class).toInstant(),
            row.getBigDecimal(4),
            row.getBigDecimal(5)));
      }
    }
    return ticks;
  }
}
