package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** JDBC batches of 5,000 rows in one transaction, on a connection with reWriteBatchedInserts. */
record JdbcBatch(Connection connection, List<Tick> ticks) implements Way<Long> {

  private static final int BATCH = 5_000;

  @Override
  public Long run() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + Columns.INTO + " values (?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (Tick tick : ticks) {
        insert.setString(1, tick.symbol());
        insert.setString(2, tick.exchange());
        insert.setObject(3, tick.timestamp().atOffset(ZoneOffset.UTC));
        insert.setBigDecimal(4, tick.price());
        insert.setBigDecimal(5, tick.volume());
        insert.addBatch();
        if (++waiting % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    return (long) ticks.size();
  }
}
