package io.entasis.partition;

import io.entasis.error.InvalidInputException;

/**
 * A column of a table.
 *
 * @param name its name, as the database spells it; not blank
 * @param type what it holds
 * @param nullable whether a row may hold nothing there
 */
public record RowColumn(String name, ColumnType type, boolean nullable) {

  /**
   * Checks the name.
   *
   * @throws InvalidInputException when it is blank
   */
  public RowColumn {
    if (name.isBlank()) {
      throw new InvalidInputException("a column needs a name");
    }
  }

  /** A column that always holds a value. */
  public static RowColumn required(String name, ColumnType type) {
    return new RowColumn(name, type, false);
  }

  /** A column that may hold nothing. */
  public static RowColumn optional(String name, ColumnType type) {
    return new RowColumn(name, type, true);
  }

  /** As in SQL, for example {@code price decimal(20,8) not null}. */
  @Override
  public String toString() {
    return name + " " + type + (nullable ? "" : " not null");
  }
}
