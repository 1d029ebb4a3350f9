package io.entasis.internal.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement that is easier to read as SQL than as calls of jOOQ: {@code {name}} stands for something in the schema of the tables,
 * {@code :name} for a value. Immutable; giving a value returns another one.
 */
public final class NamedSql {

  private static final Pattern TABLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern VALUE = Pattern.compile("(?<!:):([a-z_]+)");

  private final Sql sql;
  private final String text;
  private final Map<String, Object> values;

  private NamedSql(Sql sql, String text, Map<String, Object> values) {
    this.sql = sql;
    this.text = text;
    this.values = values;
  }

  /** The text, with the names of the schema in it resolved. */
  public static NamedSql of(Sql sql, String text) {
    String resolved =
        TABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(sql.name(match.group(1))));
    return new NamedSql(sql, resolved, Map.of());
  }

  /** With a value: a text, a whole number, an instant, or an array of texts or instants. */
  public NamedSql with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put(name, value);
    return new NamedSql(sql, text, more);
  }

  /** With a value that is written into the text, for the planner to see. */
  public NamedSql inlining(String name, Object value) {
    String inlined = VALUE
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(match.group(1).equals(name) ? literal(value) : match.group()));
    return new NamedSql(sql, inlined, values);
  }

  /** Ready to run, its values bound; the caller closes it. */
  public PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(VALUE.matcher(text).replaceAll("?"));
    try {
      Binding.bind(statement, inOrder());
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** The statement with its values written into it, for commands that take no parameters. */
  public String inlined() {
    return VALUE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(literal(valueOf(match))));
  }

  private List<Object> inOrder() {
    List<Object> ordered = new ArrayList<>();
    VALUE.matcher(text).results().forEach(match -> ordered.add(valueOf(match)));
    return ordered;
  }

  private Object valueOf(MatchResult match) {
    return Objects.requireNonNull(values.get(match.group(1)), match.group(1));
  }

  private String literal(Object value) {
    if (value instanceof Integer number) {
      return number.toString();
    }
    if (value instanceof String[] texts) {
      return array(Arrays.asList(texts), "text");
    }
    if (value instanceof Instant[] instants) {
      return array(Arrays.asList(Binding.texts(instants)), "timestamptz");
    }
    return value instanceof Instant instant
        ? "timestamptz " + sql.literal(instant.toString())
        : sql.literal((String) value);
  }

  private String array(List<String> elements, String type) {
    return elements.stream().map(sql::literal).collect(Collectors.joining(", ", "array[", "]::"))
        + type + "[]";
  }
}
