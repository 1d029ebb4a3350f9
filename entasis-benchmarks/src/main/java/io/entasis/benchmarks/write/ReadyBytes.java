package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Way;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Ready binary files sent through the JDBC driver, one COPY for each: what is left when encoding costs nothing.
 *
 * @param files where each of them goes
 */
record ReadyBytes(Connection connection, Map<String, Path> files) implements Way<Long> {

  private static final int PIECE = 64 * 1024;

  @Override
  public Long run() throws SQLException, IOException {
    long rows = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try (InputStream bytes = Files.newInputStream(file.getValue())) {
        rows += connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy " + file.getKey()
                    + " (symbol, exchange, timestamp, price, volume) from stdin (format binary)",
                bytes,
                PIECE);
      }
    }
    return rows;
  }
}
