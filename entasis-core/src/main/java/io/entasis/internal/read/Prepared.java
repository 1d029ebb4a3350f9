package io.entasis.internal.read;

import io.entasis.internal.db.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.Select;

/**
 * Runs small questions as prepared statements, whose plans driver and server keep. jOOQ writes them; running them here too costs a
 * third of what its own way costs.
 */
public final class Prepared {

  private Prepared() {}

  /** All rows of the question. */
  public static <T> List<T> list(
      Connection connection, Sql sql, Select<?> question, RowMapper<T> mapper) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.dsl().render(question))) {
      bind(statement, sql.dsl().extractBindValues(question));
      List<T> list = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          list.add(mapper.map(rows));
        }
      }
      return list;
    }
  }

  /** The only row of the question. */
  public static <T> T single(
      Connection connection, Sql sql, Select<?> question, RowMapper<T> mapper) throws SQLException {
    return list(connection, sql, question, mapper).get(0);
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    int index = 0;
    for (Object value : values) {
      index++;
      if (value instanceof String text) {
        statement.setString(index, text);
      } else if (value instanceof BigDecimal number) {
        statement.setBigDecimal(index, number);
      } else if (value instanceof Instant instant) {
        statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      } else if (value instanceof String[] names) {
        statement.setArray(index, statement.getConnection().createArrayOf("text", names));
      } else if (value instanceof Instant[] instants) {
        statement.setArray(
            index, statement.getConnection().createArrayOf("timestamptz", texts(instants)));
      } else if (value instanceof UUID uuid) {
        statement.setObject(index, uuid);
      } else if (value instanceof Integer number) {
        statement.setInt(index, number);
      } else {
        throw new IllegalArgumentException("cannot bind a " + value.getClass());
      }
    }
  }

  private static String[] texts(Instant[] instants) {
    return Arrays.stream(instants).map(Instant::toString).toArray(String[]::new);
  }

  /**
   * Makes a value of a row.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface RowMapper<T> {

    /** The value of the row at hand. */
    T map(ResultSet row) throws SQLException;
  }
}
