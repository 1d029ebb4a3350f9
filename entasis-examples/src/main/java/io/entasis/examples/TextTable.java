package io.entasis.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of text in columns as wide as their widest entry; names stand left, numbers right. */
final class TextTable {

  private static final String MARGIN = "  ";

  private final int names;
  private final List<List<String>> lines = new ArrayList<>();

  /** With the titles of the columns; the first ones, so many, hold names. */
  TextTable(int names, String... titles) {
    this.names = names;
    line(titles);
  }

  void line(String... entries) {
    lines.add(List.of(entries));
  }

  /** A remark between the lines that does not count for the columns. */
  void remark(String text) {
    lines.add(List.of(text));
  }

  @Override
  public String toString() {
    int[] widths = widths();
    return lines.stream().map(line -> text(line, widths)).collect(Collectors.joining("\n"));
  }

  private int[] widths() {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int column = 0; line.size() > 1 && column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return widths;
  }

  private String text(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < line.size(); column++) {
      String entry = line.get(column);
      String space = " ".repeat(Math.max(0, widths[column] - entry.length()));
      text.append(MARGIN).append(column < names ? entry + space : space + entry);
    }
    return text.toString().stripTrailing();
  }
}
