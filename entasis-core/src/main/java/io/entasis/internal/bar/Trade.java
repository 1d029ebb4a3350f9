package io.entasis.internal.bar;

import io.entasis.internal.read.Fields;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;

/** What a bar takes of a tick. */
record Trade(String symbol, Instant at, BigDecimal price, BigDecimal volume) {

  /** Of a row of symbol, timestamp, price and volume. */
  static Trade of(Fields row) throws SQLException {
    return new Trade(row.text(), row.instant(), row.decimal(), row.decimal());
  }

  BigDecimal notional() {
    return price.multiply(volume);
  }
}
