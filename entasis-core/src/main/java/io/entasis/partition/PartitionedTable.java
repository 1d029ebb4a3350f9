package io.entasis.partition;

/** A table that is kept in partitions by time. */
public enum PartitionedTable {
  /** Ticks. */
  MARKET_DATA("market_data"),
  /** Option quotes. */
  OPTION_DATA("option_data");

  private final String tableName;

  PartitionedTable(String tableName) {
    this.tableName = tableName;
  }

  /** Its name in the database. */
  public String tableName() {
    return tableName;
  }
}
