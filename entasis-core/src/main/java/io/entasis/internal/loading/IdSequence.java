package io.entasis.internal.loading;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The sequence that a table has its ids from.
 *
 * @param sql writes statements
 * @param table the table
 */
record IdSequence(Sql sql, String table) {

  /** Ids that one of its values stands for. */
  private static final int STEP = 100;

  /** So many values are drawn one by one, which others may do meanwhile; they cannot draw as many while one statement runs. */
  private static final long MOST_DRAWN = 1_000_000;

  private static final String LAST = "select last_value from {%s}";
  private static final String DRAW =
      "select count(nextval(cast(:sequence as regclass))) from generate_series(1, cast(:values as bigint))";
  private static final String SET =
      "select setval(cast(:sequence as regclass), cast(:to as bigint))";

  /** Lets everything that is drawn from now on lie above the id. Values that were drawn before stay as they are. */
  void passOver(Connection connection, long id) throws SQLException {
    String name = table + "_id_seq";
    long values =
        Math.floorDiv(id - number(connection, NamedSql.of(sql, LAST.formatted(name))), STEP) + 1;
    if (values > MOST_DRAWN) {
      number(connection, on(SET, name).with("to", Long.toString(id)));
    } else if (values > 0) {
      number(connection, on(DRAW, name).with("values", Long.toString(values)));
    }
  }

  private NamedSql on(String text, String name) {
    return NamedSql.of(sql, text).with("sequence", sql.name(name));
  }

  private static long number(Connection connection, NamedSql question) throws SQLException {
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
