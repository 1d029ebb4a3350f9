package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.market.PlainDecimal;
import io.entasis.market.TimeRange;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The close that is carried into bars without ticks.
 *
 * @param bar the bar that it is of
 * @param price the price
 */
record LastClose(TimeRange bar, BigDecimal price) {

  static LastClose of(Bar bar) {
    return new LastClose(TimeRange.of(bar.start(), bar.end()), bar.close());
  }

  /** Of a row of symbol, timestamp and price. */
  static LastClose of(ResultSet row, Grid grid) throws SQLException {
    Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
    return new LastClose(grid.barAt(at).orElseThrow(), PlainDecimal.of(row.getBigDecimal(3)));
  }
}
