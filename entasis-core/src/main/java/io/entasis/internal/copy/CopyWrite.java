package io.entasis.internal.copy;

import java.sql.Connection;
import java.sql.SQLException;

/** Sends rows to a table by binary COPY. */
public final class CopyWrite {

  private CopyWrite() {}

  /**
   * Sends the rows; when it fails, nothing of them stays.
   *
   * @param into the table and its columns, as they are written in SQL
   * @return number of rows that the server stored
   */
  public static long send(Connection connection, String into, CopyBuffer rows) throws SQLException {
    try (CopySink sink = CopySink.open(connection, into)) {
      sink.send(rows);
      return sink.finish();
    }
  }
}
