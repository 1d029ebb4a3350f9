package io.entasis.benchmarks.write;

/** What every way writes; the server draws the ids of those that do not bring any. */
final class Columns {

  static final String INTO = "market_data (symbol, exchange, timestamp, price, volume)";

  private Columns() {}
}
