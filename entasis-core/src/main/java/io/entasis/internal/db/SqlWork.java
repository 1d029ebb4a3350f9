package io.entasis.internal.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something to do with a connection.
 *
 * @param <R> what it gives
 */
@FunctionalInterface
public interface SqlWork<R> {

  /** Does it. */
  R run(Connection connection) throws SQLException;
}
