package io.entasis.internal.lifecycle;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Notes in the ledger of kept bars what no trigger has seen. */
final class MinuteNotes {

  private static final String ALL_OF = """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select '', date_bin('1 hour', bucket, timestamptz '2000-01-03 00:00:00+00'), bucket
      from (select distinct date_bin('1 minute', timestamp, timestamptz '2000-01-03 00:00:00+00') as bucket from only {%s}) minutes
      where bucket >= coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')""";

  private MinuteNotes() {}

  /** Every minute of the table that lies above the raw floor; nothing for a table that no bars are made of. */
  static void allOf(Connection connection, Sql sql, TableForm form, String partition)
      throws SQLException {
    if (form.feedsBars()) {
      try (PreparedStatement statement =
          NamedSql.of(sql, ALL_OF.formatted(partition)).prepare(connection)) {
        statement.executeUpdate();
      }
    }
  }
}
