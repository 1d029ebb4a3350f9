package io.entasis.internal.db;

import io.entasis.error.ClosedException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Borrows a connection for each call. */
public final class PooledSessions implements Sessions, AutoCloseable {

  private final DataSource dataSource;
  private final Runnable whenLost;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Over a DataSource.
   *
   * @param whenLost replaces connections that may be dead
   * @param whenClosed ends what is ours of it
   */
  public PooledSessions(DataSource dataSource, Runnable whenLost, Runnable whenClosed) {
    this.dataSource = dataSource;
    this.whenLost = whenLost;
    this.whenClosed = whenClosed;
  }

  @Override
  public <R> R with(String doing, SqlWork<R> work) {
    try (Lease lease = borrow(doing, true)) {
      return work.run(lease.connection());
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public <R> R with(String doing, String settings, SqlWork<R> work) {
    if (settings.isEmpty()) {
      return with(doing, work);
    }
    try (Lease lease = lease(doing, settings)) {
      return work.run(lease.connection());
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public Lease lease(String doing, String settings) {
    Lease lease = borrow(doing, false);
    if (settings.isEmpty()) {
      return lease;
    }
    try (Statement statement = lease.connection().createStatement()) {
      statement.execute(settings);
      return lease;
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public boolean transactional() {
    return false;
  }

  /** After a lost connection: lets a pool of our own replace the others, of which more may be dead. */
  public void suspectAll() {
    whenLost.run();
  }

  /** The DataSource itself, for a tool that manages connections on its own. */
  public DataSource dataSource() {
    checkOpen();
    return dataSource;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      whenClosed.run();
    }
  }

  private Lease borrow(String doing, boolean autoCommit) {
    checkOpen();
    try {
      return PooledLease.borrow(dataSource, autoCommit);
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  /** Nothing as long as it is open. */
  public void checkOpen() {
    if (closed.get()) {
      throw new ClosedException("this Entasis is closed");
    }
  }
}
