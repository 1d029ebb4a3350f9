package io.entasis.benchmarks.write;

import io.entasis.benchmarks.race.Way;
import io.entasis.tick.Tick;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY in its text format, put together piece by piece in a StringBuilder. The names hold nothing that needs escaping. */
record TextCopy(Connection connection, List<Tick> ticks) implements Way<Long> {

  private static final int PIECE = 64 * 1024;

  @Override
  public Long run() throws SQLException {
    CopyIn copy = connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + Columns.INTO + " from stdin");
    StringBuilder piece = new StringBuilder(2 * PIECE);
    for (Tick tick : ticks) {
      piece.append(tick.symbol()).append('\t').append(tick.exchange()).append('\t');
      piece.append(tick.timestamp()).append('\t');
      piece.append(tick.price().toPlainString()).append('\t');
      piece.append(tick.volume().toPlainString()).append('\n');
      if (piece.length() >= PIECE) {
        send(copy, piece);
      }
    }
    send(copy, piece);
    return copy.endCopy();
  }

  private static void send(CopyIn copy, StringBuilder piece) throws SQLException {
    byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    piece.setLength(0);
  }
}
