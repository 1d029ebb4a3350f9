package io.entasis.internal.rollup;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Lets the roles that may use one table use another one in the same way: whoever declares a level need not be who reads its bars. */
final class SameRights {

  /**
   * The owner too, as far as the session may hand the table over, which later migrations will want to change. From version 16 on, a
   * membership says by itself whether that is allowed.
   */
  private static final String OWNER = """
      select format('alter table %I.%I owner to %I', n.nspname, cast(:other as text), o.rolname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles o on o.oid = c.relowner
      where c.oid = cast(:model as regclass) and o.rolname <> current_user
        and has_schema_privilege(o.oid, n.oid, 'CREATE')
        and pg_has_role(o.oid, 'USAGE')
        and pg_has_role(o.oid, case when current_setting('server_version_num')::integer < 160000 then 'MEMBER' else 'SET' end)""";

  private static final String GRANTS = """
      select format('grant %s on %I.%I to %s%s', a.privilege_type, n.nspname, cast(:other as text),
          case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
          case when a.is_grantable then ' with grant option' else '' end)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
      where c.oid = cast(:model as regclass)
      order by 1""";

  private final Sql sql;

  SameRights(Sql sql) {
    this.sql = sql;
  }

  /** In the transaction of the connection, whose session has made the other table. */
  void give(Connection connection, String model, String other) throws SQLException {
    for (String question : List.of(OWNER, GRANTS)) {
      try (Statement statement = connection.createStatement()) {
        for (String command : commands(connection, question, model, other)) {
          statement.execute(command);
        }
      }
    }
  }

  private List<String> commands(Connection connection, String question, String model, String other)
      throws SQLException {
    NamedSql named = NamedSql.of(sql, question).with("model", sql.name(model)).with("other", other);
    try (PreparedStatement statement = named.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<String> commands = new ArrayList<>();
      while (rows.next()) {
        commands.add(rows.getString(1));
      }
      return commands;
    }
  }
}
