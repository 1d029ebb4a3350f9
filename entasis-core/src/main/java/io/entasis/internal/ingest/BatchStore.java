package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import java.util.function.Supplier;

/**
 * Where batches go: into transactions of their own, or into one of the app.
 *
 * @param <T> the value of a row
 */
public sealed interface BatchStore<T> permits OwnTransactions, JoinedTransaction {

  /**
   * Stores the batch whole or not at all.
   *
   * @param months makes the months it needs; run before each attempt
   * @return false when an earlier call has stored it under the same key
   */
  boolean store(Batch<T> batch, LedgerEntry entry, IngestOptions options, MonthsNeeded months);

  /** Stores one row, as {@link #store} does, in one statement. */
  void insert(T value, LedgerEntry entry, IngestOptions options, MonthsNeeded months);

  /** Runs a call that stores batches; when it fails, what {@link #keepsBatches()} does not keep is undone. */
  <R> R call(Supplier<R> work);

  /** Whether batches stay stored when a later one of the same call fails. */
  boolean keepsBatches();
}
