package io.entasis.benchmarks.archive;

import io.entasis.benchmarks.tape.TickTape;
import io.entasis.market.Micros;
import io.entasis.partition.ColumnType;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import io.entasis.partition.RowLayout;
import io.entasis.tick.Tick;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Ticks of a tape as rows of market_data, sorted by symbol and time, in constant memory: the tape is run once for each symbol. */
final class TapeRows implements PartitionRows {

  private static final RowLayout LAYOUT = RowLayout.of(
      RowColumn.required("id", ColumnType.bigint()),
      RowColumn.required("symbol", ColumnType.text()),
      RowColumn.required("exchange", ColumnType.text()),
      RowColumn.required("timestamp", ColumnType.timestamptz()),
      RowColumn.required("price", ColumnType.decimal(20, 8)),
      RowColumn.required("volume", ColumnType.decimal(20, 8)),
      RowColumn.required("created_at", ColumnType.timestamptz()));

  private static final long BATCH = 50_000;
  private static final long FIRST_BATCH_MICROS = 1_700_000_000_000_000L;
  private static final long BATCH_MICROS = 700_003;

  private final TickTape tape;
  private final int count;
  private final List<String> symbols;
  private Iterator<String> left;
  private Iterator<Tick> ticks = Collections.emptyIterator();
  private String symbol = "";
  private long arrived;

  TapeRows(TickTape tape, int count) {
    this.tape = tape;
    this.count = count;
    this.symbols = tape.first(count).map(Tick::symbol).distinct().sorted().toList();
    this.left = symbols.iterator();
  }

  /** Number of rows. */
  int count() {
    return count;
  }

  /** Back to the first row. */
  void rewind() {
    left = symbols.iterator();
    ticks = Collections.emptyIterator();
  }

  @Override
  public RowLayout layout() {
    return LAYOUT;
  }

  @Override
  public boolean next(RowBuffer row) {
    row.clear();
    Optional<Tick> tick = following();
    while (tick.isEmpty() && left.hasNext()) {
      symbol = left.next();
      ticks = tape.first(count).iterator();
      arrived = 0;
      tick = following();
    }
    tick.ifPresent(found -> fill(row, found));
    return tick.isPresent();
  }

  @Override
  public void close() {
    // A tape holds nothing.
  }

  /** The next tick of the symbol; ids tell when a tick arrived among all of them. */
  private Optional<Tick> following() {
    while (ticks.hasNext()) {
      Tick tick = ticks.next();
      arrived++;
      if (tick.symbol().equals(symbol)) {
        return Optional.of(tick);
      }
    }
    return Optional.empty();
  }

  private void fill(RowBuffer row, Tick tick) {
    row.putLong(0, arrived);
    row.putText(1, tick.symbol());
    row.putText(2, tick.exchange());
    row.putMicros(3, Micros.of(tick.timestamp()));
    row.putDecimal(4, tick.price());
    row.putDecimal(5, tick.volume());
    row.putMicros(6, FIRST_BATCH_MICROS + arrived / BATCH * BATCH_MICROS);
  }
}
