package io.entasis.internal.db;

import io.entasis.error.ClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one connection of a transaction. For one thread. */
public final class TransactionSessions implements Sessions {

  private final Connection connection;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean ended;
  private Optional<WrittenBatch> written = Optional.empty();

  /** Over a connection whose transaction somebody else ends. */
  public TransactionSessions(Connection connection) {
    this.connection = connection;
  }

  @Override
  public <R> R with(String doing, SqlWork<R> work) {
    checkOpen();
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }

  @Override
  public <R> R with(String doing, String settings, SqlWork<R> work) {
    return with(doing, work);
  }

  @Override
  public Lease lease(String doing, String settings) {
    checkOpen();
    return new SharedLease(this);
  }

  @Override
  public boolean transactional() {
    return true;
  }

  /** Notes a batch that is in the ledger once the transaction is committed, and the server process that works on it. */
  public void wroteBatch(String key, Backend backend) {
    written = Optional.of(new WrittenBatch(key, backend));
  }

  /** A batch that is in the ledger when, and only when, the transaction was committed. */
  public Optional<WrittenBatch> written() {
    return written;
  }

  /** Takes back what was noted since, after that was undone. */
  public void restoreWritten(Optional<WrittenBatch> before) {
    written = before;
  }

  /** Notes what is to be done once the transaction is committed. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Does it. */
  public void committed() {
    afterCommit.forEach(Runnable::run);
  }

  /** Makes every later call fail. */
  public void end() {
    ended = true;
  }

  private void checkOpen() {
    if (ended) {
      throw new ClosedException("this transaction has ended");
    }
  }

  private record SharedLease(TransactionSessions sessions) implements Lease {

    @Override
    public Connection connection() {
      return sessions.connection;
    }

    @Override
    public void checkOpen() {
      sessions.checkOpen();
    }

    @Override
    public void close() {
      // it belongs to the transaction
    }
  }

  /**
   * A batch of this transaction.
   *
   * @param key its name
   * @param backend the server process that works on the transaction
   */
  public record WrittenBatch(String key, Backend backend) {}
}
