package io.entasis.internal.portfolio;

import io.entasis.internal.read.Fields;
import io.entasis.portfolio.Position;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A row of portfolio_status.
 *
 * @param timestamp the instant of its snapshot
 * @param position what it says
 */
record PositionRow(Instant timestamp, Position position) {

  static PositionRow of(Fields row) throws SQLException {
    return new PositionRow(
        row.instant(),
        new Position(
            row.text(),
            row.textIfAny(),
            row.decimal(),
            row.decimalIfAny(),
            row.decimalIfAny(),
            row.decimalIfAny()));
  }
}
