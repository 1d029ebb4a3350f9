package io.entasis.benchmarks.bar;

import io.entasis.benchmarks.race.Way;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Plain SQL through JDBC. */
record SqlBars(Connection connection, String sql) implements Way<List<Ohlcv>> {

  private static final String HOUR =
      "date_bin('1 hour', timestamp, timestamptz '2000-01-03 00:00:00+00')";

  /** What most people write: the first and last element of an ordered array. */
  static final String ORDERED_ARRAYS = """
      select symbol, %s as start, (array_agg(price order by timestamp, id))[1], max(price), min(price),
             (array_agg(price order by timestamp desc, id desc))[1], sum(volume)
      from market_data group by 1, 2 order by symbol collate "C", 2
      """.formatted(HOUR);

  /** Window functions over each hour. */
  static final String WINDOWS = """
      select distinct on (symbol collate "C", start) symbol, start,
             first_value(price) over hour, max(price) over hour, min(price) over hour,
             last_value(price) over hour, sum(volume) over hour
      from (select *, %s as start from market_data) m
      window hour as (partition by symbol collate "C", start order by timestamp, id
        rows between unbounded preceding and unbounded following)
      order by symbol collate "C", start
      """.formatted(HOUR);

  /** The statement of the library without notional, which nobody else computes, and without a condition on exchanges. */
  static final String HASH_AND_PROBES = """
      select b.symbol, b.start,
             (select price from market_data m where m.symbol = b.symbol and m.timestamp = b.first_at order by id limit 1),
             high, low,
             (select price from market_data m where m.symbol = b.symbol and m.timestamp = b.last_at order by id desc limit 1),
             volume
      from (
        select symbol, %s as start, max(price) as high, min(price) as low, sum(volume) as volume,
               min(timestamp) as first_at, max(timestamp) as last_at
        from market_data group by 1, 2) b
      order by b.symbol collate "C", b.start
      """.formatted(HOUR);

  @Override
  public List<Ohlcv> run() throws SQLException {
    List<Ohlcv> bars = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        bars.add(new Ohlcv(
            row.getString(1),
            row.getObject(2, OffsetDateTime.class).toInstant(),
            row.getBigDecimal(3),
            row.getBigDecimal(4),
            row.getBigDecimal(5),
            row.getBigDecimal(6),
            row.getBigDecimal(7)));
      }
    }
    return bars;
  }
}
