package io.entasis.internal.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A reading that is under way, so that others who ask the same need not read too.
 *
 * @param watch what it rests on
 * @param began when it began, by {@link System#nanoTime()}
 * @param landed its answer; empty when the reading failed
 * @param <V> the answer
 */
record Flight<V>(Watch watch, long began, CompletableFuture<Optional<Entry<V>>> landed) {

  Flight(Watch watch) {
    this(watch, System.nanoTime(), new CompletableFuture<>());
  }

  /** Whether somebody who asks now may have its answer, which must not be older than that. */
  boolean isOpen(long oldest) {
    return watch.holds() && System.nanoTime() - began < oldest;
  }

  /** Waits for it; nothing when it failed or the waiting thread is interrupted. */
  Optional<Entry<V>> await() {
    try {
      return landed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reading never fails exceptionally", e);
    }
  }
}
