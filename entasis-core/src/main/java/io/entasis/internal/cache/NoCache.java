package io.entasis.internal.cache;

import io.entasis.cache.Cache;
import io.entasis.cache.CacheKind;
import io.entasis.cache.KindStatistics;
import io.entasis.cache.PollStatistics;

/** A cache that is off. */
public record NoCache() implements Cache {

  @Override
  public boolean keeps(CacheKind kind) {
    return false;
  }

  @Override
  public KindStatistics statistics(CacheKind kind) {
    return KindStatistics.NOTHING;
  }

  @Override
  public PollStatistics polls() {
    return PollStatistics.NOTHING;
  }

  @Override
  public void empty() {
    // there is nothing in it
  }
}
