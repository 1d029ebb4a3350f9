package io.entasis.internal.bar;

import io.entasis.bar.Bar;
import io.entasis.bar.BarState;
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
import java.util.Optional;

/** Rows of the statement of bars as bars. */
final class BarShape implements RowShape<Bar> {

  private final TextDictionary symbols = new TextDictionary();
  private final Grid grid;
  private final Instant now;

  BarShape(Grid grid, Instant now) {
    this.grid = grid;
    this.now = now;
  }

  @Override
  public Bar fromCopy(CopyRows row) throws SQLException {
    String symbol = symbols.text(row.code(symbols));
    Instant start = Micros.toInstant(row.micros());
    Instant end = grid.endOf(start);
    return new Bar(
        symbol,
        start,
        end,
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.decimal(),
        row.int8(),
        Optional.of(Micros.toInstant(row.micros())),
        Optional.of(Micros.toInstant(row.micros())),
        state(end));
  }

  @Override
  public Bar fromResultSet(ResultSet row) throws SQLException {
    Instant start = instant(row, 2);
    Instant end = grid.endOf(start);
    return new Bar(
        row.getString(1),
        start,
        end,
        decimal(row, 3),
        decimal(row, 4),
        decimal(row, 5),
        decimal(row, 6),
        decimal(row, 7),
        decimal(row, 8),
        row.getLong(9),
        Optional.of(instant(row, 10)),
        Optional.of(instant(row, 11)),
        state(end));
  }

  private BarState state(Instant end) {
    return end.isAfter(now) ? BarState.PROVISIONAL : BarState.FINAL;
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static BigDecimal decimal(ResultSet row, int column) throws SQLException {
    return PlainDecimal.of(row.getBigDecimal(column));
  }
}
