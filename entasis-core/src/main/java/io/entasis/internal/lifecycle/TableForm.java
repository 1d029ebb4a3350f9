package io.entasis.internal.lifecycle;

import static io.entasis.schema.generated.Tables.MARKET_DATA;
import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.internal.partition.TableLayout;
import io.entasis.partition.PartitionedTable;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the life of partitions has to know about the rows of a table.
 *
 * @param table the table
 * @param layout its columns
 * @param order the columns by which archived rows are sorted
 * @param series the columns that an index has before the timestamp: within one series the first and the last row are found at once
 */
record TableForm(
    PartitionedTable table, RowLayout layout, List<String> order, List<String> series) {

  static TableForm of(PartitionedTable table) {
    return switch (table) {
      case MARKET_DATA ->
        new TableForm(
            table,
            TableLayout.of(MARKET_DATA),
            List.of("symbol", "timestamp", "id"),
            List.of("exchange"));
      case OPTION_DATA ->
        new TableForm(
            table,
            TableLayout.of(OPTION_DATA),
            List.of("underlying", "timestamp", "id"),
            List.of("underlying", "expiry_date", "strike_price", "option_type"));
    };
  }

  String name() {
    return table.tableName();
  }

  /** Kept bars are made of its rows. */
  boolean feedsBars() {
    return table == PartitionedTable.MARKET_DATA;
  }

  /** Its columns, for a list in SQL. */
  String columns() {
    return layout.columns().stream()
        .map(RowColumn::name)
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(", "));
  }
}
