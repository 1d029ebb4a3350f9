package io.entasis.internal.lifecycle;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.partition.RowColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns that a table really has. What the archive does not know of would neither be archived nor compared. */
final class StoredColumns {

  private static final String COLUMNS = """
      select a.attname || ' ' || case t.typname
        when 'int8' then 'bigint' when 'varchar' then 'text' when 'timestamptz' then 'timestamptz'
        when 'numeric' then coalesce(format('decimal(%s,%s)', (nullif(a.atttypmod, -1) - 4) >> 16 & 65535,
          (nullif(a.atttypmod, -1) - 4) & 2047), 'numeric')
        else format_type(a.atttypid, a.atttypmod) end
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped""";

  private StoredColumns() {}

  /** How they differ from what the archive knows; nothing when they do not. */
  static Optional<String> difference(Connection connection, Sql sql, TableForm form, String table)
      throws SQLException {
    Set<String> known = form.layout().columns().stream()
        .map(StoredColumns::words)
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> stored = stored(connection, sql, table);
    List<String> strange =
        stored.stream().filter(column -> !known.contains(column)).toList();
    List<String> missing =
        known.stream().filter(column -> !stored.contains(column)).toList();
    return strange.isEmpty() && missing.isEmpty()
        ? Optional.empty()
        : Optional.of("its columns are not those that the archive holds: it has " + strange
            + " and not " + missing);
  }

  private static String words(RowColumn column) {
    return column.name() + " " + column.type();
  }

  private static Set<String> stored(Connection connection, Sql sql, String table)
      throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, COLUMNS).with("table", sql.name(table)).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      Set<String> stored = new TreeSet<>();
      while (rows.next()) {
        stored.add(rows.getString(1));
      }
      return stored;
    }
  }
}
