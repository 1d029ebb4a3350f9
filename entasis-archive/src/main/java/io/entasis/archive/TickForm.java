package io.entasis.archive;

import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import io.entasis.tick.Tick;

/** Rows of market_data as ticks. Not thread-safe. */
final class TickForm implements RowForm<Tick> {

  private static final String SYMBOL = "symbol";
  private static final String TIMESTAMP = "timestamp";

  private final TextMemory symbol;
  private final TextMemory exchange;
  private final int timestamp;
  private final int price;
  private final int volume;

  TickForm(RowLayout layout) {
    symbol = new TextMemory(layout.indexOf(SYMBOL));
    exchange = new TextMemory(layout.indexOf("exchange"));
    timestamp = layout.indexOf(TIMESTAMP);
    price = layout.indexOf("price");
    volume = layout.indexOf("volume");
  }

  @Override
  public String nameColumn() {
    return SYMBOL;
  }

  @Override
  public String timeColumn() {
    return TIMESTAMP;
  }

  @Override
  public Tick value(RowBuffer row) {
    return new Tick(
        symbol.text(row),
        exchange.text(row),
        row.instantAt(timestamp),
        row.decimalAt(price),
        row.decimalAt(volume));
  }
}
