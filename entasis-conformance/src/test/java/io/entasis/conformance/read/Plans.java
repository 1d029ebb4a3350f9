package io.entasis.conformance.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans of statements that were sent. */
final class Plans {

  private static final Pattern SCAN = Pattern.compile("Scan.* on ((?:market|option)_data_y\\w+)");

  private static final Pattern PAGES = Pattern.compile("shared hit=(\\d+)");

  private Plans() {}

  /** The lines of the plan. */
  static List<String> of(Connection connection, Hidden.Run run) throws SQLException {
    return explained(connection, "explain ", run);
  }

  /** The lines of the plan as it was executed. */
  static List<String> executed(Connection connection, Hidden.Run run) throws SQLException {
    return explained(connection, "explain (analyze, costs off, timing off, summary off) ", run);
  }

  /** The partitions that were looked into, of a plan as it was executed. */
  static List<String> partitions(List<String> executed) {
    return executed.stream()
        .filter(line -> !line.contains("never executed"))
        .map(SCAN::matcher)
        .filter(Matcher::find)
        .map(match -> match.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  /** How many pages a statement looks at. */
  static int pages(Connection connection, Hidden.Run run) throws SQLException {
    String how = "explain (analyze, buffers, costs off, timing off, summary off) ";
    Matcher pages = PAGES.matcher(String.join(" ", explained(connection, how, run)));
    if (!pages.find()) {
      throw new AssertionError("no pages in the plan of " + run.sql());
    }
    return Integer.parseInt(pages.group(1));
  }

  private static List<String> explained(Connection connection, String how, Hidden.Run run)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(how + run.sql())) {
      for (int i = 0; i < run.values().size(); i++) {
        statement.setObject(i + 1, run.values().get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
        return lines;
      }
    }
  }
}
