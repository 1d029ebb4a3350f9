package io.entasis.archive;

import static io.entasis.partition.RowColumn.optional;
import static io.entasis.partition.RowColumn.required;

import io.entasis.market.TimeRange;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RowLayout;
import java.time.YearMonth;

/** The partitioned tables of the schema. */
final class Layouts {

  static final YearMonth MONTH = YearMonth.of(2024, 1);
  static final TimeRange RANGE = TimeRange.month(MONTH);

  static final RowLayout TICKS = RowLayout.of(
      required("id", ColumnType.bigint()),
      required("symbol", ColumnType.text()),
      required("exchange", ColumnType.text()),
      required("timestamp", ColumnType.timestamptz()),
      required("price", ColumnType.decimal(20, 8)),
      required("volume", ColumnType.decimal(20, 8)),
      required("created_at", ColumnType.timestamptz()));

  static final RowLayout QUOTES = RowLayout.of(
      required("id", ColumnType.bigint()),
      required("underlying", ColumnType.text()),
      required("strike_price", ColumnType.decimal(20, 8)),
      required("expiry_date", ColumnType.timestamptz()),
      required("option_type", ColumnType.text()),
      optional("iv", ColumnType.decimal(18, 8)),
      optional("delta", ColumnType.decimal(18, 8)),
      optional("gamma", ColumnType.decimal(18, 8)),
      optional("theta", ColumnType.decimal(18, 8)),
      optional("vega", ColumnType.decimal(18, 8)),
      required("timestamp", ColumnType.timestamptz()),
      required("created_at", ColumnType.timestamptz()));

  private Layouts() {}

  static PartitionKey january(String table) {
    return new PartitionKey(table, table + "_y2024m01", RANGE);
  }

  static ArchiveRequest ticksOfJanuary() {
    return ArchiveRequest.of(january("market_data"), "2");
  }

  static ArchiveRequest quotesOfJanuary() {
    return ArchiveRequest.of(january("option_data"), "2");
  }
}
