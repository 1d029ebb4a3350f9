package io.entasis.internal.schema;

import io.entasis.internal.db.PooledSessions;
import io.entasis.schema.generated.Public;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Table;

/** Compares the tables in the database with the generated types. */
final class ExpectedTables {

  private static final String DOING = "reading the schema";
  private static final String COLUMNS = "select c.relname || '.' || a.attname from pg_class c"
      + " join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid"
      + " where n.nspname = ? and c.relname = any (?) and a.attnum > 0 and not a.attisdropped";

  private ExpectedTables() {}

  /** A column of the generated types that the database has not, as table.column. */
  static Optional<String> missingColumn(PooledSessions sessions, String schema) {
    Set<String> present = columns(sessions, schema);
    return expected().filter(column -> !present.contains(column)).findFirst();
  }

  /** A table of the generated types that the database has. */
  static Optional<String> present(PooledSessions sessions, String schema) {
    return columns(sessions, schema).stream()
        .map(column -> column.substring(0, column.indexOf('.')))
        .findFirst();
  }

  private static Stream<String> expected() {
    return Public.PUBLIC.getTables().stream()
        .flatMap(table ->
            Arrays.stream(table.fields()).map(field -> table.getName() + "." + field.getName()));
  }

  private static Set<String> columns(PooledSessions sessions, String schema) {
    return sessions.with(DOING, connection -> columns(connection, schema));
  }

  private static Set<String> columns(Connection connection, String schema) throws SQLException {
    String[] tables = Public.PUBLIC.getTables().stream().map(Table::getName).toArray(String[]::new);
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setArray(2, connection.createArrayOf("text", tables));
      Set<String> columns = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }
}
