package io.entasis.partition;

import io.entasis.error.InvalidInputException;

/**
 * A partition cannot be loaded because something stands in its place: rows of its time, a partition with other bounds, a table of its
 * name. Nothing was changed. Rows for a month that has some already go in by {@code saveAll}.
 */
public final class PartitionOccupiedException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final String partition;

  /** With the partition and what stands in its place. */
  public PartitionOccupiedException(String partition, String reason) {
    super("partition " + partition + " cannot be loaded: " + reason);
    this.partition = partition;
  }

  /** With the partition, what stands in its place, and the original failure. */
  public PartitionOccupiedException(String partition, String reason, Throwable cause) {
    super("partition " + partition + " cannot be loaded: " + reason, cause);
    this.partition = partition;
  }

  /** The partition. */
  public String partition() {
    return partition;
  }
}
