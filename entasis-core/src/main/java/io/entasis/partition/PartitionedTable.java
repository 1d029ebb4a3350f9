package io.entasis.partition;

import io.entasis.error.InvalidInputException;

/**
 * A table that is partitioned by time, and what its rows are. The nouns hold theirs, for example {@code Tick.TABLE}.
 *
 * @param name its name; not blank
 * @param rowType the value of a row
 * @param <T> the value of a row
 */
public record PartitionedTable<T>(String name, Class<T> rowType) {

  /**
   * Checks the name.
   *
   * @throws InvalidInputException when it is blank
   */
  public PartitionedTable {
    if (name.isBlank()) {
      throw new InvalidInputException("a table needs a name");
    }
  }

  /** The name, for a reader. */
  @Override
  public String toString() {
    return name;
  }
}
