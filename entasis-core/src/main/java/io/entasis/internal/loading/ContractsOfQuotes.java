package io.entasis.internal.loading;

import static io.entasis.schema.generated.Tables.OPTION_DATA;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.RawFloor;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Contracts follow from their quotes; they are never removed, so that what is frozen makes no difference. */
public final class ContractsOfQuotes implements Consequences {

  private static final String ENTER = """
      insert into {option_contract} as listed
        (underlying, expiry_date, strike_price, option_type, first_quote_at)
      select q.underlying, q.expiry_date, q.strike_price, q.option_type, min(q.timestamp) from %s q
      group by 1, 2, 3, 4
      order by 1, 2, 3, 4
      on conflict (underlying, expiry_date, strike_price, option_type) do update
      set first_quote_at = excluded.first_quote_at
      where listed.first_quote_at > excluded.first_quote_at""";

  private final Sql sql;

  /** In the schema of the tables. */
  public ContractsOfQuotes(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void note(Connection connection, Instant[] minutes) {
    // nothing is computed from quotes minute by minute
  }

  @Override
  public void lock(Connection connection) throws SQLException {
    new RawFloor(sql, OPTION_DATA.getName()).lock(connection);
  }

  @Override
  public void enter(Connection connection, String rows, TimeRange range, boolean isFrozen)
      throws SQLException {
    try (PreparedStatement statement =
        NamedSql.of(sql, ENTER.formatted(sql.name(rows))).prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
