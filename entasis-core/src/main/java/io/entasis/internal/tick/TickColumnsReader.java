package io.entasis.internal.tick;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.market.Micros;
import io.entasis.market.ScaledDecimal;
import io.entasis.tick.TextColumn;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** Reads ticks straight into columns that grow. For one answer. */
final class TickColumnsReader {

  private static final int FIRST_ROOM = 1_024;

  private final TextDictionary symbols = new TextDictionary();
  private final TextDictionary exchanges = new TextDictionary();
  private int[] symbolCodes = new int[FIRST_ROOM];
  private int[] exchangeCodes = new int[FIRST_ROOM];
  private long[] timestamps = new long[FIRST_ROOM];
  private long[] prices = new long[FIRST_ROOM];
  private long[] volumes = new long[FIRST_ROOM];
  private int size;

  private TickColumnsReader() {}

  static TickColumns read(Connection connection, String sql, boolean shared) throws SQLException {
    TickColumnsReader reader = new TickColumnsReader();
    if (CopyRows.isPossible(connection)) {
      reader.copy(connection, sql, shared);
    } else {
      reader.fetch(connection, sql);
    }
    return reader.columns();
  }

  private void copy(Connection connection, String sql, boolean shared) throws SQLException {
    try (CopyRows rows = CopyRows.open(connection, sql, shared)) {
      while (rows.next()) {
        add(rows);
      }
    }
  }

  private void fetch(Connection connection, String sql) throws SQLException {
    TickShape shape = new TickShape();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        add(shape.fromResultSet(rows));
      }
    }
  }

  private void add(CopyRows row) throws SQLException {
    makeRoom();
    symbolCodes[size] = row.code(symbols);
    exchangeCodes[size] = row.code(exchanges);
    timestamps[size] = row.micros();
    String column = "price";
    try {
      prices[size] = row.scaled(ScaledDecimal.SCALE);
      column = "volume";
      volumes[size] = row.scaled(ScaledDecimal.SCALE);
    } catch (ArithmeticException e) {
      throw tooLarge(column, e);
    }
    size++;
  }

  private void add(Tick tick) {
    makeRoom();
    symbolCodes[size] = symbols.code(tick.symbol());
    exchangeCodes[size] = exchanges.code(tick.exchange());
    timestamps[size] = Micros.of(tick.timestamp());
    String column = "price";
    try {
      prices[size] = ScaledDecimal.of(tick.price());
      column = "volume";
      volumes[size] = ScaledDecimal.of(tick.volume());
    } catch (ArithmeticException e) {
      throw tooLarge(column, e);
    }
    size++;
  }

  private InvalidInputException tooLarge(String column, ArithmeticException cause) {
    return new InvalidInputException(
        "the " + column + " of row " + (size + 1)
            + " does not fit a scaled long, which ends at 92 billion",
        cause);
  }

  private void makeRoom() {
    if (size < timestamps.length) {
      return;
    }
    int room = Math.addExact(size, size);
    symbolCodes = Arrays.copyOf(symbolCodes, room);
    exchangeCodes = Arrays.copyOf(exchangeCodes, room);
    timestamps = Arrays.copyOf(timestamps, room);
    prices = Arrays.copyOf(prices, room);
    volumes = Arrays.copyOf(volumes, room);
  }

  private TickColumns columns() {
    return new TickColumns(
        new TextColumn(symbols.texts(), symbolCodes, size),
        new TextColumn(exchanges.texts(), exchangeCodes, size),
        Arrays.copyOf(timestamps, size),
        Arrays.copyOf(prices, size),
        Arrays.copyOf(volumes, size));
  }
}
