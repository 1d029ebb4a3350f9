package io.entasis.benchmarks.asof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One LATERAL query through JDBC for all moments at once, as one would write it by hand. */
final class AsOfSql {

  private static final String LATERAL = """
      select w.place, t.exchange, t.timestamp, t.price, t.volume
      from unnest(?::text[], ?::timestamptz[]) with ordinality as w(symbol, at, place)
      left join lateral (
        select exchange, timestamp, price, volume from market_data m
        where m.symbol = w.symbol and m.timestamp <= w.at and m.timestamp >= w.at - interval '5 minutes'
        order by m.timestamp desc, m.id desc limit 1) t on true
      order by w.place
      """;

  private AsOfSql() {}

  /** Number of moments at which a tick prevailed. */
  static long matches(Connection connection, List<Moment> moments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LATERAL)) {
      statement.setArray(
          1,
          connection.createArrayOf("text", moments.stream().map(Moment::symbol).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "timestamptz", moments.stream().map(each -> each.at().toString()).toArray()));
      long matches = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getBigDecimal(4) != null) {
            matches++;
          }
        }
      }
      return matches;
    }
  }
}
