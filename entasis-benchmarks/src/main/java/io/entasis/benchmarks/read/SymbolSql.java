package io.entasis.benchmarks.read;

/** The question that every way asks. */
final class SymbolSql {

  private static final String COLUMNS =
      "select symbol, exchange, timestamp, price, volume from market_data";
  private static final String ORDER = " order by timestamp, id";

  private SymbolSql() {}

  /** With a parameter. */
  static String prepared() {
    return COLUMNS + " where symbol = ?" + ORDER;
  }

  /** With the symbol in it, for COPY. */
  static String of(String symbol) {
    return COLUMNS + " where symbol = '" + symbol.replace("'", "''") + "'" + ORDER;
  }
}
