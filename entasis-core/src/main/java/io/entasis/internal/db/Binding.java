package io.entasis.internal.db;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Hands values to prepared statements in the types that PostgreSQL plans best with. */
public final class Binding {

  private Binding() {}

  /** Sets all parameters of the statement, in order. */
  public static void bind(PreparedStatement statement, List<?> values) throws SQLException {
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

  static String[] texts(Instant[] instants) {
    return Arrays.stream(instants).map(Instant::toString).toArray(String[]::new);
  }
}
