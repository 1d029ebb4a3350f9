package io.entasis.conformance.partition;

import io.entasis.market.Micros;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;

/** Rows of a table on their way into an archive, read by plain JDBC. */
final class ExportedRows implements PartitionRows {

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

  private final RowLayout layout;
  private final ResultSet rows;

  private ExportedRows(RowLayout layout, ResultSet rows) {
    this.layout = layout;
    this.rows = rows;
  }

  /** Archives what the partition holds. */
  static ArchiveEntry archive(
      TestDatabase database, PartitionArchive archive, PartitionKey partition, RowLayout layout) {
    String columns =
        layout.columns().stream().map(RowColumn::name).collect(Collectors.joining(", "));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select " + columns + " from " + partition.name()
            + " order by " + layout.column(1).name() + ", timestamp, id")) {
      return archive.store(
          ArchiveRequest.of(partition, "6"), new ExportedRows(layout, rows), ArchiveMonitor.none());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public RowLayout layout() {
    return layout;
  }

  @Override
  public boolean next(RowBuffer row) {
    row.clear();
    try {
      if (!rows.next()) {
        return false;
      }
      for (int column = 0; column < layout.size(); column++) {
        move(row, column);
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void move(RowBuffer row, int column) throws SQLException {
    switch (layout.column(column).type().kind()) {
      case BIGINT -> row.putLong(column, rows.getLong(column + 1));
      case TEXT -> row.putText(column, rows.getString(column + 1));
      case TIMESTAMPTZ ->
        row.putMicros(
            column, Micros.of(rows.getObject(column + 1, OffsetDateTime.class).toInstant()));
      case DECIMAL -> {
        BigDecimal number = rows.getBigDecimal(column + 1);
        if (number != null) {
          row.putDecimal(column, number);
        }
      }
    }
  }

  @Override
  public void close() {
    // whoever asked closes the answer
  }
}
