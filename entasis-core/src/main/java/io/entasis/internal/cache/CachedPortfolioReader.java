package io.entasis.internal.cache;

import io.entasis.portfolio.PortfolioQuery;
import io.entasis.portfolio.PortfolioReader;
import io.entasis.portfolio.PortfolioSnapshot;
import java.util.Optional;
import java.util.UUID;

/**
 * Portfolios, the latest snapshot of a user from the cache.
 *
 * @param reader answers everything else
 * @param cache the latest snapshots
 */
record CachedPortfolioReader(PortfolioReader reader, KindCache<Optional<PortfolioSnapshot>> cache)
    implements PortfolioReader {

  @Override
  public PortfolioQuery of(UUID userId) {
    return new CachedPortfolioQuery(reader.of(userId), userId, cache);
  }
}
