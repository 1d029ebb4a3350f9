package io.entasis.internal.ingest;

import io.entasis.internal.db.Backend;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One attempt to store something under its key, in a transaction that is committed after it. */
interface Attempt {

  /**
   * Takes the key in the ledger.
   *
   * @return the server process that works on it; absent when the key was taken before
   */
  Optional<Backend> begin(Connection connection) throws SQLException;

  /** Stores the rows. */
  void write(Connection connection) throws SQLException;
}
