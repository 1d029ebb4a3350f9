package io.entasis.conformance.archive;

import io.entasis.internal.db.Lease;
import io.entasis.internal.partition.CopiedRows;
import io.entasis.partition.ColumnType;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.ContentHasher;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;

/** The rows of a table by two ways that have nothing in common: by COPY, as partitions are archived, and by JDBC. */
final class Exports {

  static final RowLayout TICKS = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.required("symbol", ColumnType.text()),
      RowColumn.required("exchange", ColumnType.text()),
      RowColumn.required("timestamp", ColumnType.timestamptz()),
      RowColumn.required("price", ColumnType.decimal(20, 8)),
      RowColumn.required("volume", ColumnType.decimal(20, 8)),
      RowColumn.required("created_at", ColumnType.timestamptz()));

  static final RowLayout QUOTES = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.required("underlying", ColumnType.text()),
      RowColumn.required("strike_price", ColumnType.decimal(20, 8)),
      RowColumn.required("expiry_date", ColumnType.timestamptz()),
      RowColumn.required("option_type", ColumnType.text()),
      RowColumn.optional("iv", ColumnType.decimal(18, 8)),
      RowColumn.optional("delta", ColumnType.decimal(18, 8)),
      RowColumn.optional("gamma", ColumnType.decimal(18, 8)),
      RowColumn.optional("theta", ColumnType.decimal(18, 8)),
      RowColumn.optional("vega", ColumnType.decimal(18, 8)),
      RowColumn.required("timestamp", ColumnType.timestamptz()),
      RowColumn.required("created_at", ColumnType.timestamptz()));

  private Exports() {}

  /** By COPY. */
  static PartitionRows copied(Connection connection, String table, String order, RowLayout layout) {
    return CopiedRows.open(
        new Borrowed(connection), select(table, order, layout), layout, "reading " + table);
  }

  /** By JDBC, added up. */
  static ContentDigest digestByJdbc(Connection connection, String table, RowLayout layout)
      throws SQLException {
    ContentHasher hasher = new ContentHasher();
    RowBuffer row = new RowBuffer(layout);
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(select(table, "1", layout))) {
      while (answer.next()) {
        row.clear();
        for (int column = 0; column < layout.size(); column++) {
          move(answer, row, column);
        }
        hasher.add(row);
      }
    }
    return hasher.digest();
  }

  /** All rows, added up and closed. */
  static ContentDigest digest(PartitionRows rows) {
    try (rows) {
      ContentHasher hasher = new ContentHasher();
      RowBuffer row = new RowBuffer(rows.layout());
      while (rows.next(row)) {
        hasher.add(row);
      }
      return hasher.digest();
    }
  }

  private static void move(ResultSet answer, RowBuffer row, int column) throws SQLException {
    switch (row.layout().column(column).type().kind()) {
      case BIGINT -> row.putLong(column, answer.getLong(column + 1));
      case TEXT -> row.putText(column, answer.getString(column + 1));
      case TIMESTAMPTZ -> {
        OffsetDateTime at = answer.getObject(column + 1, OffsetDateTime.class);
        row.putMicros(column, at.toEpochSecond() * 1_000_000 + at.getNano() / 1_000);
      }
      case DECIMAL -> {
        BigDecimal number = answer.getBigDecimal(column + 1);
        if (!answer.wasNull()) {
          row.putDecimal(column, number);
        }
      }
    }
  }

  private static String select(String table, String order, RowLayout layout) {
    return layout.columns().stream()
        .map(RowColumn::name)
        .collect(Collectors.joining(", ", "select ", " from " + table + " order by " + order));
  }

  /** A connection that somebody else closes. */
  private record Borrowed(Connection connection) implements Lease {

    @Override
    public void checkOpen() {
      // It is open as long as the test runs.
    }

    @Override
    public void close() {
      // The test closes it.
    }
  }
}
