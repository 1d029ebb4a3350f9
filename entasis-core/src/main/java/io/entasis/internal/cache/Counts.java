package io.entasis.internal.cache;

import io.entasis.cache.KindStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of questions. Safe for use by several threads. */
final class Counts {

  private final StripedCount hits = new StripedCount();
  private final LongAdder misses = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder invalidations = new LongAdder();

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  void loaded() {
    loads.increment();
  }

  void evicted() {
    evictions.increment();
  }

  void invalidated(long number) {
    invalidations.add(number);
  }

  KindStatistics statistics(long entries, long rows) {
    return new KindStatistics(
        hits.sum(), misses.sum(), loads.sum(), evictions.sum(), invalidations.sum(), entries, rows);
  }
}
