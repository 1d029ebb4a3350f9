package io.entasis.conformance.write;

import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What is stored, read by plain SQL. */
public final class Rows {

  private Rows() {}

  /** All ticks in total order. */
  public static List<Tick> ticks(TestDatabase database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(
            "select symbol, exchange, timestamp, price, volume from market_data order by timestamp, id")) {
      List<Tick> ticks = new ArrayList<>();
      while (rows.next()) {
        ticks.add(new Tick(
            rows.getString(1),
            rows.getString(2),
            rows.getObject(3, OffsetDateTime.class).toInstant(),
            rows.getBigDecimal(4),
            rows.getBigDecimal(5)));
      }
      return ticks;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Number of ticks. */
  public static long count(TestDatabase database) {
    return Long.parseLong(database.query("select count(*) from market_data").get(0));
  }

  /** Names of the attached partitions of the ticks, in order. */
  public static List<String> partitions(TestDatabase database) {
    return database.query(
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = 'market_data'::regclass order by 1");
  }
}
