package io.entasis.internal.portfolio;

import io.entasis.internal.read.Knowledge;
import io.entasis.internal.read.TimeBounds;
import io.entasis.internal.read.Window;
import java.util.UUID;

/**
 * What is asked about portfolios.
 *
 * @param userId the user
 * @param times bounds of the timestamp
 * @param window order and number of snapshots
 * @param knowledge what may be seen
 */
record PortfolioCriteria(UUID userId, TimeBounds times, Window window, Knowledge knowledge) {

  PortfolioCriteria within(TimeBounds bounds) {
    return new PortfolioCriteria(userId, bounds, window, knowledge);
  }

  PortfolioCriteria windowed(Window wanted) {
    return new PortfolioCriteria(userId, times, wanted, knowledge);
  }
}
