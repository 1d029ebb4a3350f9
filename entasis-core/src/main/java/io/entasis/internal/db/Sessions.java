package io.entasis.internal.db;

/** Where repositories get their connections: from a pool, or the one of a transaction. */
public sealed interface Sessions permits PooledSessions, TransactionSessions {

  /**
   * Runs the work on a connection; a failure is translated, and {@code doing} tells what failed, for example "reading ticks". On
   * a pooled connection each statement commits by itself.
   */
  <R> R with(String doing, SqlWork<R> work);

  /** A connection in a transaction, to keep until the lease is closed; a pooled one is rolled back then if nobody committed. */
  Lease lease(String doing);

  /** Whether the connection is one of a transaction, shared with other calls. */
  boolean transactional();
}
