package io.entasis.internal.portfolio;

import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.ingest.Fault;
import io.entasis.internal.ingest.FieldRules;
import io.entasis.internal.ingest.RowCheck;
import io.entasis.internal.ingest.TimestampWindow;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import org.jspecify.annotations.Nullable;

/** Which snapshots can be stored. */
final class PositionRules {

  private static final int LONGEST_NAME = 20;

  private PositionRules() {}

  /** Fails with the first thing that cannot be stored. */
  static void check(PortfolioSnapshot snapshot, TimestampWindow window) {
    if (snapshot.positions().isEmpty()) {
      throw new InvalidInputException("the snapshot at " + snapshot.timestamp()
          + " has no position; an empty portfolio is one position of cash with the size zero");
    }
    Fault fault = new RowCheck()
        .column(PORTFOLIO_STATUS.TIMESTAMP, FieldRules.timestamp(snapshot.timestamp(), window))
        .fault();
    refuse("the snapshot", fault);
    for (int i = 0; i < snapshot.positions().size(); i++) {
      refuse(
          "position " + (i + 1) + " of the snapshot", check(snapshot.positions().get(i)));
    }
  }

  private static @Nullable Fault check(Position position) {
    return new RowCheck()
        .column(PORTFOLIO_STATUS.ASSET_TYPE, FieldRules.name(position.assetType(), LONGEST_NAME))
        .column(
            PORTFOLIO_STATUS.SYMBOL,
            position
                .symbol()
                .map(symbol -> FieldRules.name(symbol, LONGEST_NAME))
                .orElse(null))
        .column(PORTFOLIO_STATUS.POSITION_SIZE, FieldRules.number(position.size()))
        .column(PORTFOLIO_STATUS.ENTRY_PRICE, FieldRules.number(position.entryPrice()))
        .column(PORTFOLIO_STATUS.CURRENT_PRICE, FieldRules.number(position.currentPrice()))
        .column(PORTFOLIO_STATUS.PNL, FieldRules.number(position.pnl()))
        .fault();
  }

  private static void refuse(String what, @Nullable Fault fault) {
    if (fault != null) {
      throw new InvalidInputException(
          what + " cannot be stored: " + fault.column() + " " + fault.reason());
    }
  }
}
