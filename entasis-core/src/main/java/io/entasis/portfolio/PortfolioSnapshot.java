package io.entasis.portfolio;

import io.entasis.market.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Everything that one user held at one instant.
 *
 * @param userId the owner
 * @param timestamp the instant; kept to the microsecond, anything finer is cut off
 * @param positions what was held, in the order of the app; a snapshot that is saved has at least one, so a portfolio without
 *     assets is one position of cash with the size zero
 */
public record PortfolioSnapshot(UUID userId, Instant timestamp, List<Position> positions) {

  /** Cuts the timestamp to microseconds and copies the positions. */
  public PortfolioSnapshot {
    Objects.requireNonNull(userId, "userId");
    timestamp = Micros.truncate(timestamp);
    positions = List.copyOf(positions);
  }

  /** What the positions add up to. */
  public PositionTotals totals() {
    return PositionTotals.of(positions);
  }
}
