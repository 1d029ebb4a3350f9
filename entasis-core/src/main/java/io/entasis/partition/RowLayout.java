package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a table, in the order in which they count from 0. Equal layouts have the same columns in the same order.
 *
 * @param columns the columns; at least one, no name twice
 */
public record RowLayout(List<RowColumn> columns) {

  /**
   * Copies and checks the columns.
   *
   * @throws InvalidInputException when there is none, or a name comes twice
   */
  public RowLayout {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new InvalidInputException("a row needs a column");
    }
    Set<String> names = new HashSet<>();
    for (RowColumn column : columns) {
      if (!names.add(column.name())) {
        throw new InvalidInputException("two columns are named " + column.name());
      }
    }
  }

  /** The layout of these columns. */
  public static RowLayout of(RowColumn... columns) {
    return new RowLayout(List.of(columns));
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  /** The column of that number, from 0. */
  public RowColumn column(int number) {
    return columns.get(number);
  }

  /** The number of the column of that name, or nothing when there is none. */
  public OptionalInt find(String name) {
    return IntStream.range(0, columns.size())
        .filter(number -> columns.get(number).name().equals(name))
        .findFirst();
  }

  /**
   * The number of the column of that name.
   *
   * @throws InvalidInputException when there is none
   */
  public int indexOf(String name) {
    return find(name)
        .orElseThrow(() -> new InvalidInputException("there is no column " + name + " in " + this));
  }

  /** As in SQL, for example {@code (id bigint not null, symbol text not null)}. */
  @Override
  public String toString() {
    return columns.stream().map(RowColumn::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
