package io.entasis.benchmarks.write;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.postgresql.PGConnection;

/** PgBulkInsert: a library that writes binary COPY. */
record BulkInsert(Connection connection, List<Tick> ticks) implements Way<Long> {

  @Override
  public Long run() throws SQLException {
    new PgBulkInsert<>(new Mapping()).saveAll(connection.unwrap(PGConnection.class), ticks);
    return (long) ticks.size();
  }

  private static final class Mapping extends AbstractMapping<Tick> {

    Mapping() {
      super("public", "market_data");
      mapVarChar("symbol", Tick::symbol);
      mapVarChar("exchange", Tick::exchange);
      mapTimeStampTz("timestamp", tick -> tick.timestamp().atZone(ZoneOffset.UTC));
      mapNumeric("price", Tick::price);
      mapNumeric("volume", Tick::volume);
    }
  }
}
