package io.entasis.internal.loading;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.Backend;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What can be learned of a transaction whose commit got no answer. Tables and notes do not tell: others may have removed them since.
 *
 * @param backend the process of the server that was asked to commit
 * @param transaction the number of the transaction
 */
record LastWord(Backend backend, String transaction) {

  private static final String STATUS = "select pg_xact_status(cast(? as xid8))";

  /**
   * Ends the process, so that nothing is open any more, and tells whether the transaction was committed.
   *
   * @throws RetryableException when it is still under way, or so old that it is forgotten
   */
  boolean isCommitted(Connection connection) throws SQLException {
    backend.terminate(connection);
    try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setString(1, transaction);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return isCommitted(row.getString(1));
      }
    }
  }

  private boolean isCommitted(String status) {
    if ("committed".equals(status)) {
      return true;
    }
    if ("aborted".equals(status)) {
      return false;
    }
    throw new RetryableException("what became of transaction " + transaction + " is not known");
  }
}
