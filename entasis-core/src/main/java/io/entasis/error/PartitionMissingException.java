package io.entasis.error;

import java.time.YearMonth;

/**
 * Rows of a month could not be stored because the table has no partition for it and none could be made. Fix the setup: let
 * the role create partitions, or have them made by one that may.
 */
public final class PartitionMissingException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final String table;
  private final YearMonth month;

  /** With the table, the month in UTC and why the partition could not be made. */
  public PartitionMissingException(String table, YearMonth month, String reason) {
    super(message(table, month, reason));
    this.table = table;
    this.month = month;
  }

  /** With the table, the month in UTC, why the partition could not be made, and the original failure. */
  public PartitionMissingException(String table, YearMonth month, String reason, Throwable cause) {
    super(message(table, month, reason), cause);
    this.table = table;
    this.month = month;
  }

  /** The table that lacks a partition. */
  public String table() {
    return table;
  }

  /** The month, in UTC, that has none. */
  public YearMonth month() {
    return month;
  }

  private static String message(String table, YearMonth month, String reason) {
    return "table " + table + " has no partition for " + month + ": " + reason;
  }
}
