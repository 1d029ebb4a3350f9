package io.entasis.internal.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows to a table by binary COPY. */
public final class CopyWrite {

  /** The server works on one piece while the next is on its way. */
  private static final int PIECE = 64 * 1024;

  private static final byte[] HEADER = header();
  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};

  private CopyWrite() {}

  /**
   * Sends the rows; when it fails, nothing of them stays.
   *
   * @param into the table and its columns, as they are written in SQL
   * @return number of rows that the server stored
   */
  public static long send(Connection connection, String into, CopyBuffer rows) throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    CopyIn copy = driver.getCopyAPI().copyIn("copy " + into + " from stdin (format binary)");
    try {
      copy.writeToCopy(HEADER, 0, HEADER.length);
      for (int from = 0; from < rows.size(); from += PIECE) {
        copy.writeToCopy(rows.bytes(), from, Math.min(PIECE, rows.size() - from));
      }
      copy.writeToCopy(TRAILER, 0, TRAILER.length);
      return copy.endCopy();
    } catch (SQLException | RuntimeException e) {
      cancel(copy, e);
      throw e;
    }
  }

  private static void cancel(CopyIn copy, Exception failure) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static byte[] header() {
    byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] header = new byte[signature.length + 2 * Integer.BYTES];
    System.arraycopy(signature, 0, header, 0, signature.length);
    return header;
  }
}
