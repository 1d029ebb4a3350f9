package io.entasis.conformance.portfolio;

import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Small words to write portfolios with. */
final class Books {

  static final UUID USER = new UUID(0, 1);
  static final UUID OTHER_USER = new UUID(0, 2);
  static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  private Books() {}

  static PortfolioSnapshot book(UUID user, Instant at, Position... positions) {
    return new PortfolioSnapshot(user, at, List.of(positions));
  }

  static Position cash(String amount) {
    return Position.of("CASH", new BigDecimal(amount)).currentPrice(BigDecimal.ONE);
  }

  static Position coin(String symbol, String size, String price) {
    return Position.of("SPOT", new BigDecimal(size))
        .symbol(symbol)
        .currentPrice(new BigDecimal(price));
  }
}
