package io.entasis.internal.ingest;

import io.entasis.internal.change.Change;
import io.entasis.internal.db.SqlWork;

/** Runs small writes that are not batches, each whole and once even when the answer to its commit is lost. */
public sealed interface Once permits OnceInOwnTransaction, OnceInJoinedTransaction {

  /**
   * Runs the write.
   *
   * @param table what it writes to, for the ledger
   * @param change what it changes
   * @param write the write, which may be run again after a failure that undid it
   */
  <R> R run(String table, Change change, SqlWork<R> write);
}
