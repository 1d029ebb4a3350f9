package io.entasis.internal.db;

import java.sql.Connection;

/** A connection for the time that it is needed. */
public interface Lease extends AutoCloseable {

  /** The connection. */
  Connection connection();

  /**
   * Nothing as long as the connection may be used.
   *
   * @throws io.entasis.error.ClosedException when the transaction it belongs to has ended
   */
  void checkOpen();

  /** Gives it back; calling it again does nothing. */
  @Override
  void close();
}
