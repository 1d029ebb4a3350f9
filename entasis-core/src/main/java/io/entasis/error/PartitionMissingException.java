package io.entasis.error;

import java.time.Instant;

/**
 * Rows could not be stored because the table has no partition for their time and none could be made. Fix the setup: have partitions made
 * by the owner of the table, for nobody else may attach them, or take away what is in their place.
 */
public final class PartitionMissingException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final String table;
  private final Instant from;
  private final Instant to;

  /** With the table, the time without a partition, why it could not be made, and the original failure. */
  public PartitionMissingException(
      String table, Instant from, Instant to, String reason, Throwable cause) {
    super("table " + table + " has no partition from " + from + " to " + to + ": " + reason, cause);
    this.table = table;
    this.from = from;
    this.to = to;
  }

  /** The table that lacks a partition. */
  public String table() {
    return table;
  }

  /** The first instant of the partition that is missing. */
  public Instant from() {
    return from;
  }

  /** The first instant after it. */
  public Instant to() {
    return to;
  }
}
