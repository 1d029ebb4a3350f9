package io.entasis.internal.db;

import java.sql.Connection;

/** A connection for the time that it is needed. */
public interface Lease extends AutoCloseable {

  /** The connection. */
  Connection connection();

  /** Gives it back; calling it again does nothing. */
  @Override
  void close();
}
