package io.entasis.internal.tick;

import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.internal.read.RowShape;
import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import io.entasis.tick.Tick;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Rows of symbol, exchange, timestamp, price and volume as ticks. */
final class TickShape implements RowShape<Tick> {

  private final TextDictionary names = new TextDictionary();

  @Override
  public Tick fromCopy(CopyRows row) throws SQLException {
    return new Tick(
        names.text(row.code(names)),
        names.text(row.code(names)),
        Micros.toInstant(row.micros()),
        row.decimal(),
        row.decimal());
  }

  @Override
  public Tick fromResultSet(ResultSet row) throws SQLException {
    return new Tick(
        row.getString(1),
        row.getString(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        PlainDecimal.of(row.getBigDecimal(4)),
        PlainDecimal.of(row.getBigDecimal(5)));
  }
}
