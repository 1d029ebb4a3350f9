package io.entasis.internal.db;

/** Where repositories get their connections: from a pool, or the one of a transaction. */
public sealed interface Sessions permits PooledSessions, TransactionSessions, UserSessions {

  /**
   * Runs the work on a connection; a failure is translated, and {@code doing} tells what failed, for example "reading ticks". On
   * a pooled connection each statement commits by itself.
   */
  <R> R with(String doing, SqlWork<R> work);

  /**
   * As {@link #with(String, SqlWork)}, under settings that hold for this work alone. A transaction of the app keeps its own.
   *
   * @param settings SQL statements; may be empty
   */
  <R> R with(String doing, String settings, SqlWork<R> work);

  /**
   * A connection in a transaction, to keep until the lease is closed; a pooled one is rolled back then if nobody committed.
   *
   * @param settings SQL statements that set what holds until then; may be empty, and ignored in a transaction of the app
   */
  Lease lease(String doing, String settings);

  /** Whether the connection is one of a transaction, shared with other calls. */
  boolean transactional();
}
