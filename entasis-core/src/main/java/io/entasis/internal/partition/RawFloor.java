package io.entasis.internal.partition;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The instant before which the rows of a table are sealed or gone, and what was computed from them stays as it is.
 *
 * @param sql writes statements
 * @param table the partitioned table
 */
public record RawFloor(Sql sql, String table) {

  private static final String READ = "select floor from {raw_floor} where table_name = :table";
  private static final String RAISE = """
      insert into {raw_floor} (table_name, floor) values (:table, :floor)
      on conflict (table_name) do update set floor = greatest(raw_floor.floor, excluded.floor)""";

  private static final String LOWER =
      "update {raw_floor} set floor = :floor where table_name = :table and floor > :floor";

  /** The floor, if there is one. */
  public Optional<Instant> read(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, READ).with("table", table).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
          : Optional.empty();
    }
  }

  /** Keeps others that take this lock from changing the floor until the transaction ends; for a table without kept bars. */
  public void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "entasis raw floor of " + sql.name(table));
      statement.execute();
    }
  }

  /** Raises the floor; a higher one stays. */
  public void raise(Connection connection, Instant floor) throws SQLException {
    try (PreparedStatement statement =
        NamedSql.of(sql, RAISE).with("table", table).with("floor", floor).prepare(connection)) {
      statement.executeUpdate();
    }
  }

  /** Lowers the floor, for raw rows that are whole again; a lower one stays. The transaction keeps bars from being changed by others. */
  public void lower(Connection connection, Instant floor) throws SQLException {
    try (PreparedStatement statement =
        NamedSql.of(sql, LOWER).with("table", table).with("floor", floor).prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
