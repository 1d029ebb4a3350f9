package io.entasis.benchmarks.option;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** A chain by DISTINCT ON through JDBC, as one would write it by hand. */
final class ChainSql {

  private static final String DISTINCT_ON = """
      select distinct on (expiry_date, strike_price, option_type)
             expiry_date, strike_price, option_type, timestamp, iv, delta, gamma, theta, vega
      from option_data
      where underlying = ? and expiry_date > ? and timestamp <= ?
      order by expiry_date, strike_price, option_type, timestamp desc, id desc
      """;

  private ChainSql() {}

  /** Number of quotes in it. */
  static int distinctOn(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DISTINCT_ON)) {
      statement.setString(1, QuoteHistory.UNDERLYING);
      statement.setObject(2, QuoteHistory.NOW.atOffset(ZoneOffset.UTC));
      statement.setObject(3, QuoteHistory.NOW.atOffset(ZoneOffset.UTC));
      int quotes = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          row.getBigDecimal(5);
          quotes++;
        }
      }
      return quotes;
    }
  }
}
