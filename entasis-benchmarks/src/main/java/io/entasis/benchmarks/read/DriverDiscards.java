package io.entasis.benchmarks.read;

import io.entasis.benchmarks.race.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Binary COPY through the JDBC driver, thrown away: what is left when decoding costs nothing. */
record DriverDiscards(Connection connection, String symbol) implements Way<Checksum> {

  @Override
  public Checksum run() throws SQLException, IOException {
    return Checksum.ofUnseen(connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut(
            "copy (" + SymbolSql.of(symbol) + ") to stdout (format binary)",
            OutputStream.nullOutputStream()));
  }
}
