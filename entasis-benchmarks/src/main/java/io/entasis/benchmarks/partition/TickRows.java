package io.entasis.benchmarks.partition;

import io.entasis.market.Micros;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.tick.Tick;
import java.util.List;

/** Ticks as rows for an archive, with ids from a first one on. */
final class TickRows implements PartitionRows {

  private static final RowLayout LAYOUT = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.required("symbol", ColumnType.text()),
      RowColumn.required("exchange", ColumnType.text()),
      RowColumn.required("timestamp", ColumnType.timestamptz()),
      RowColumn.required("price", ColumnType.decimal(20, 8)),
      RowColumn.required("volume", ColumnType.decimal(20, 8)),
      RowColumn.required("created_at", ColumnType.timestamptz()));

  private final List<Tick> ticks;
  private final long firstId;
  private int next;

  TickRows(List<Tick> ticks, long firstId) {
    this.ticks = ticks;
    this.firstId = firstId;
  }

  @Override
  public RowLayout layout() {
    return LAYOUT;
  }

  @Override
  public boolean next(RowBuffer row) {
    row.clear();
    if (next == ticks.size()) {
      return false;
    }
    Tick tick = ticks.get(next);
    row.putLong(0, firstId + next);
    row.putText(1, tick.symbol());
    row.putText(2, tick.exchange());
    row.putMicros(3, Micros.of(tick.timestamp()));
    row.putDecimal(4, tick.price());
    row.putDecimal(5, tick.volume());
    row.putMicros(6, Micros.of(tick.timestamp()));
    next++;
    return true;
  }

  @Override
  public void close() {
    // the ticks stay where they are
  }
}
