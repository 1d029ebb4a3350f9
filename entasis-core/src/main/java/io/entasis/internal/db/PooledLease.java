package io.entasis.internal.db;

import io.entasis.error.ClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A borrowed connection, given back in the commit mode it came in. */
final class PooledLease implements Lease {

  private static final Logger LOG = LoggerFactory.getLogger(PooledLease.class);

  private final Connection connection;
  private final boolean autoCommitBefore;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PooledLease(Connection connection, boolean autoCommitBefore) {
    this.connection = connection;
    this.autoCommitBefore = autoCommitBefore;
  }

  static PooledLease borrow(DataSource dataSource, boolean autoCommit) throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      boolean before = connection.getAutoCommit();
      if (before != autoCommit) {
        connection.setAutoCommit(autoCommit);
      }
      return new PooledLease(connection, before);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void checkOpen() {
    if (closed.get()) {
      throw new ClosedException("this connection was given back");
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (connection) {
      restore();
    } catch (SQLException e) {
      // The work is done or has failed on its own account.
      LOG.debug("A connection could not be given back in order", e);
    }
  }

  /** A connection that cannot be restored is cut, so that its pool replaces it. */
  private void restore() throws SQLException {
    try {
      if (connection.isClosed()) {
        return;
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      if (connection.getAutoCommit() != autoCommitBefore) {
        connection.setAutoCommit(autoCommitBefore);
      }
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }
}
