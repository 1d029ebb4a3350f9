package io.entasis.internal.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A binary COPY into a table that takes rows as they come. It ends in one of two ways: {@link #finish()} stores the rows, closing it
 * without does not. Not thread-safe.
 */
public final class CopySink implements AutoCloseable {

  /** The server works on one piece while the next is on its way. */
  private static final int PIECE = 64 * 1024;

  private static final byte[] HEADER = header();
  private static final byte[] TRAILER = {(byte) 0xFF, (byte) 0xFF};

  private final CopyIn copy;

  private CopySink(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * Begins.
   *
   * @param into the table and its columns, as they are written in SQL
   */
  public static CopySink open(Connection connection, String into) throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    CopySink sink =
        new CopySink(driver.getCopyAPI().copyIn("copy " + into + " from stdin (format binary)"));
    try {
      sink.copy.writeToCopy(HEADER, 0, HEADER.length);
      return sink;
    } catch (SQLException | RuntimeException e) {
      try (sink) {
        throw e;
      }
    }
  }

  /** Sends whole rows. */
  public void send(CopyBuffer rows) throws SQLException {
    for (int from = 0; from < rows.size(); from += PIECE) {
      copy.writeToCopy(rows.bytes(), from, Math.min(PIECE, rows.size() - from));
    }
  }

  /** Ends it and gives the number of rows that the server stored. */
  public long finish() throws SQLException {
    copy.writeToCopy(TRAILER, 0, TRAILER.length);
    return copy.endCopy();
  }

  /** Cancels it unless it was finished. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private static byte[] header() {
    byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] header = new byte[signature.length + 2 * Integer.BYTES];
    System.arraycopy(signature, 0, header, 0, signature.length);
    return header;
  }
}
