package io.entasis.benchmarks.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table in Markdown, the first column to the left and all others to the right. */
public final class TextTable {

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /** Without rows yet. */
  public TextTable(String... head) {
    this.head = List.of(head);
  }

  /** Adds a row. */
  public void row(Stream<String> cells) {
    List<String> row = cells.toList();
    if (row.size() != head.size()) {
      throw new IllegalArgumentException(row + " has not the columns of " + head);
    }
    rows.add(row);
  }

  /** The lines of the table. */
  @Override
  public String toString() {
    int[] widths = IntStream.range(0, head.size())
        .map(column -> Stream.concat(Stream.of(head), rows.stream())
            .mapToInt(row -> row.get(column).length())
            .max()
            .orElse(0))
        .toArray();
    String rule = IntStream.range(0, widths.length)
        .mapToObj(column ->
            column == 0 ? "-".repeat(widths[0] + 2) : "-".repeat(widths[column] + 1) + ":")
        .collect(Collectors.joining("|", "|", "|"));
    return Stream.concat(
            Stream.of(line(head, widths), rule), rows.stream().map(row -> line(row, widths)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> {
          String room = " ".repeat(widths[column] - row.get(column).length());
          return column == 0 ? row.get(column) + room : room + row.get(column);
        })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
