package io.entasis.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A process of the server.
 *
 * @param pid its number
 * @param startedAt when it was started, in the server's words, since numbers are used again
 */
public record Backend(int pid, String startedAt) {

  /** Columns that tell which process answers; the view pg_stat_activity would look at every process of the server. */
  public static final String SELF = "pg_backend_pid(),"
      + " (select backend_start::text from pg_stat_get_activity(pg_backend_pid()))";

  private static final String TERMINATE =
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid = ? and backend_start = ?::timestamptz";

  /** Ends the process if it still runs, over another connection, so that nothing it was asked for can happen any more. */
  public void terminate(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
      statement.setInt(1, pid);
      statement.setString(2, startedAt);
      statement.execute();
    }
  }
}
