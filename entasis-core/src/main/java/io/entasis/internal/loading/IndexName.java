package io.entasis.internal.loading;

import java.util.List;

/** Names of indexes as the server makes them up when it is given none. */
final class IndexName {

  /** Bytes that a name may have. */
  private static final int LONGEST = 63;

  private IndexName() {}

  /**
   * The name of an index.
   *
   * @param table its table
   * @param columns its columns; none for a primary key
   * @param label pkey, key or idx, perhaps with a number
   */
  static String of(String table, List<String> columns, String label) {
    String middle = cut(String.join("_", columns), LONGEST + 1);
    int overhead = 1 + label.length() + (columns.isEmpty() ? 0 : 1);
    int tableLength = table.length();
    int middleLength = middle.length();
    while (tableLength + middleLength > LONGEST - overhead) {
      if (tableLength > middleLength) {
        tableLength--;
      } else {
        middleLength--;
      }
    }
    return cut(table, tableLength)
        + (columns.isEmpty() ? "" : "_" + cut(middle, middleLength))
        + "_" + label;
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(length, text.length()));
  }
}
