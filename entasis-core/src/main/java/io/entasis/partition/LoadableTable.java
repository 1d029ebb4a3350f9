package io.entasis.partition;

import io.entasis.error.InvalidInputException;

/**
 * A table whose partitions can be loaded whole, and what its rows are. The nouns hold theirs, for example {@code Tick.TABLE}.
 *
 * @param name its name; not blank
 * @param rowType the value of a row
 * @param <T> the value of a row
 */
public record LoadableTable<T>(String name, Class<T> rowType) {

  /**
   * Checks the name.
   *
   * @throws InvalidInputException when it is blank
   */
  public LoadableTable {
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
