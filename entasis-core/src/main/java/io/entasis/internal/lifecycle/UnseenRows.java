package io.entasis.internal.lifecycle;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.loading.ContractsOfQuotes;
import io.entasis.internal.rollup.Level;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Enters what follows from rows that no trigger has seen. */
final class UnseenRows {

  private static final String ALL_OF = """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select '', %s, bucket
      from (select distinct %s as bucket from only {%s}) minutes
      where bucket >= coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')""";

  private UnseenRows() {}

  /** Of ticks, their minutes above the raw floor are noted in the ledger of kept bars; of quotes, their contracts are entered. */
  static void enter(Connection connection, Sql sql, TableForm form, PartitionKey partition)
      throws SQLException {
    if (form.feedsBars()) {
      String text = ALL_OF.formatted(
          Level.HOUR.bin("bucket"), Level.MINUTE.bin("timestamp"), partition.name());
      try (PreparedStatement statement = NamedSql.of(sql, text).prepare(connection)) {
        statement.executeUpdate();
      }
    } else {
      new ContractsOfQuotes(sql).enter(connection, partition.name(), partition.range(), false);
    }
  }
}
