package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;

/**
 * A partition of a table.
 *
 * @param table the partitioned table, for example {@code market_data}; not blank
 * @param name the partition, for example {@code market_data_y2024m01}; not blank
 * @param range the instants whose rows it holds; not empty
 */
public record PartitionKey(String table, String name, TimeRange range) {

  /**
   * Checks names and range.
   *
   * @throws InvalidInputException when a name is blank or the range is empty
   */
  public PartitionKey {
    if (table.isBlank() || name.isBlank()) {
      throw new InvalidInputException("a partition needs the name of its table and its own");
    }
    if (range.isEmpty()) {
      throw new InvalidInputException("partition " + name + " holds no instant: " + range);
    }
  }

  /** Name and range, for a reader. */
  @Override
  public String toString() {
    return name + " " + range;
  }
}
