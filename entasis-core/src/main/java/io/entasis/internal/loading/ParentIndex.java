package io.entasis.internal.loading;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * An index that every partition has to have.
 *
 * @param isUnique whether it is unique
 * @param constraint {@code primary key} or {@code unique} when it stands for a constraint, empty otherwise
 * @param columns names of its columns
 * @param definition what follows after the name of the table in its definition
 */
record ParentIndex(boolean isUnique, String constraint, List<String> columns, String definition) {

  private static final String QUESTION = """
      select x.indisunique,
        case k.contype when 'p' then 'primary key' when 'u' then 'unique' else '' end,
        array(select a.attname::text from pg_attribute a where a.attrelid = x.indexrelid order by a.attnum),
        substr(pg_get_indexdef(x.indexrelid), 1 + length(format(
          'CREATE %sINDEX %I ON ONLY %I.%I', case when x.indisunique then 'UNIQUE ' else '' end, i.relname, n.nspname, t.relname)))
      from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace
      left join pg_constraint k on k.conindid = x.indexrelid and k.conrelid = x.indrelid and k.contype in ('p', 'u')
      where x.indrelid = cast(:parent as regclass)
      order by i.relname""";

  /** Those of the table. */
  static List<ParentIndex> of(Connection connection, Sql sql, String table) throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, QUESTION).with("parent", sql.name(table)).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<ParentIndex> indexes = new ArrayList<>();
      while (rows.next()) {
        indexes.add(new ParentIndex(
            rows.getBoolean(1),
            rows.getString(2),
            List.of((String[]) rows.getArray(3).getArray()),
            rows.getString(4)));
      }
      return indexes;
    }
  }

  /** Builds it on another table, under that name. */
  String creating(Sql sql, String name, String table) {
    return "create " + (isUnique ? "unique " : "") + "index " + sql.quoted(name) + " on "
        + sql.name(table) + definition;
  }

  /** Its name on the partition, for the number of attempts to find a free one. */
  String nameOn(String partition, int attempt) {
    String label = constraint.isEmpty() ? "idx" : constraint.equals("unique") ? "key" : "pkey";
    return IndexName.of(
        partition,
        label.equals("pkey") ? List.of() : columns,
        label + (attempt == 0 ? "" : attempt));
  }
}
