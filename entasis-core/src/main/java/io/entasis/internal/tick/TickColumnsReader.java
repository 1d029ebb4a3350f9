package io.entasis.internal.tick;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.copy.TextDictionary;
import io.entasis.market.ScaledDecimal;
import io.entasis.tick.TextColumn;
import io.entasis.tick.TickColumns;
import java.sql.Connection;
import java.sql.SQLException;
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

  static TickColumns read(Connection connection, String sql) throws SQLException {
    TickColumnsReader reader = new TickColumnsReader();
    try (CopyRows rows = CopyRows.open(connection, sql)) {
      while (rows.next()) {
        reader.add(rows);
      }
    }
    return reader.columns();
  }

  private void add(CopyRows rows) throws SQLException {
    if (size == timestamps.length) {
      grow();
    }
    symbolCodes[size] = rows.code(symbols);
    exchangeCodes[size] = rows.code(exchanges);
    timestamps[size] = rows.micros();
    prices[size] = scaled(rows, "price");
    volumes[size] = scaled(rows, "volume");
    size++;
  }

  private long scaled(CopyRows rows, String column) throws SQLException {
    try {
      return rows.scaled(ScaledDecimal.SCALE);
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "the " + column + " of row " + (size + 1)
              + " does not fit a scaled long, which ends at 92 billion",
          e);
    }
  }

  private void grow() {
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
