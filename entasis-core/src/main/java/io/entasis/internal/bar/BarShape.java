package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.internal.read.RowShape;
import io.entasis.market.Micros;
import io.entasis.market.PlainDecimal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Rows of the statement of bars as bars. */
final class BarShape implements RowShape<Bar> {

  private final TextDictionary symbols = new TextDictionary();
  private final Grid grid;

  BarShape(Grid grid) {
    this.grid = grid;
  }

  @Override
  public Bar fromCopy(CopyRows row) throws SQLException {
    String symbol = symbols.text(row.code(symbols));
    Instant start = Micros.toInstant(row.micros());
    return new Bar(
        symbol,
        start,
        grid.endOf(start),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.int8());
  }

  @Override
  public Bar fromResultSet(ResultSet row) throws SQLException {
    Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
    return new Bar(
        row.getString(1),
        start,
        grid.endOf(start),
        decimal(row, 3),
        decimal(row, 4),
        decimal(row, 5),
        decimal(row, 6),
        decimal(row, 7),
        decimal(row, 8),
        row.getLong(9));
  }

  private static BigDecimal decimal(ResultSet row, int column) throws SQLException {
    return PlainDecimal.of(row.getBigDecimal(column));
  }
}
