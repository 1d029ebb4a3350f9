package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Before it ticks are sealed or gone, and the bars that were built from them stay as they are. */
final class RawFloor {

  private static final String READ = "select floor from {raw_floor} where table_name = :table";
  private static final String RAISE = """
      insert into {raw_floor} (table_name, floor) values (:table, :floor)
      on conflict (table_name) do update set floor = greatest(raw_floor.floor, excluded.floor)""";

  private RawFloor() {}

  /** The floor of the ticks. */
  static Optional<Instant> read(Connection connection, Sql sql) throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, READ).with("table", MARKET_DATA.getName()).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
          : Optional.empty();
    }
  }

  /** Raises the floor of the ticks; a higher one stays. */
  static void raise(Connection connection, Sql sql, Instant floor) throws SQLException {
    try (PreparedStatement statement = NamedSql.of(sql, RAISE)
        .with("table", MARKET_DATA.getName())
        .with("floor", floor)
        .prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
