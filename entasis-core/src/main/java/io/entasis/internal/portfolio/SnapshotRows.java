package io.entasis.internal.portfolio;

import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS;
import static io.entasis.schema.generated.Tables.PORTFOLIO_STATUS_REPLACED;

import io.entasis.error.InvalidConfigurationException;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.UserSessions;
import io.entasis.internal.read.FieldShape;
import io.entasis.portfolio.PortfolioSnapshot;
import io.entasis.portfolio.Position;
import io.entasis.portfolio.SnapshotConflictException;
import io.entasis.portfolio.SnapshotOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Named;

/** The rows of one snapshot: finding, inserting and replacing them inside a transaction. */
final class SnapshotRows {

  private static final String POSITION_COLUMNS = String.join(
      ", ", PortfolioSql.COLUMNS.stream().skip(1).map(Named::getName).toList());
  private static final String ROW = "user_id, timestamp, " + POSITION_COLUMNS;
  private static final int FIRST_NUMBER = 5;

  private final String table;
  private final String replaced;

  SnapshotRows(Sql sql) {
    this.table = sql.name(PORTFOLIO_STATUS.getName());
    this.replaced = sql.name(PORTFOLIO_STATUS_REPLACED.getName());
  }

  /** Stores the snapshot unless it is there; one writer at a time does so for a user and an instant. */
  SnapshotOutcome store(
      Connection connection,
      PortfolioSnapshot snapshot,
      boolean mayReplace,
      Optional<Instant> knownAt)
      throws SQLException {
    UserSessions.tell(connection, snapshot.userId());
    lock(connection, snapshot);
    List<Position> present = present(connection, snapshot);
    if (counted(present).equals(counted(snapshot.positions()))) {
      return SnapshotOutcome.UNCHANGED;
    }
    if (!present.isEmpty()) {
      if (!mayReplace) {
        throw new SnapshotConflictException(snapshot.userId(), snapshot.timestamp());
      }
      moveAway(connection, snapshot);
    }
    insert(connection, snapshot, knownAt);
    return present.isEmpty() ? SnapshotOutcome.STORED : SnapshotOutcome.REPLACED;
  }

  private void lock(Connection connection, PortfolioSnapshot snapshot) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "select current_setting('transaction_isolation'), pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(
          1, "entasis snapshot of " + table + " " + snapshot.userId() + " " + snapshot.timestamp());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        requireFreshView(row.getString(1));
      }
    }
  }

  /** What a writer committed while this one waited for the lock is only seen by statements that take a snapshot each. */
  private static void requireFreshView(String isolation) {
    if (!isolation.equals("read committed") && !isolation.equals("read uncommitted")) {
      throw new InvalidConfigurationException(
          List.of("portfolio snapshots cannot be saved in a transaction that is " + isolation
              + ", which may overlook another one at the same instant; use read committed"));
    }
  }

  private List<Position> present(Connection connection, PortfolioSnapshot snapshot)
      throws SQLException {
    FieldShape<PositionRow> shape = new FieldShape<>(PositionRow::of);
    try (PreparedStatement statement = connection.prepareStatement("select timestamp, "
        + POSITION_COLUMNS + " from " + table
        + " where user_id = ? and timestamp = ? order by id")) {
      bindKey(statement, snapshot);
      List<Position> positions = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          positions.add(shape.fromResultSet(rows).position());
        }
      }
      return positions;
    }
  }

  /** They stay known for the time before. */
  private void moveAway(Connection connection, PortfolioSnapshot snapshot) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "with gone as (delete from " + table + " where user_id = ? and timestamp = ? returning id, "
            + ROW + ", created_at) insert into " + replaced + " (id, " + ROW
            + ", created_at) select id, "
            + ROW + ", created_at from gone")) {
      bindKey(statement, snapshot);
      statement.executeUpdate();
    }
  }

  private void insert(Connection connection, PortfolioSnapshot snapshot, Optional<Instant> knownAt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("insert into " + table + " ("
        + ROW + ", created_at) values (?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, current_timestamp))")) {
      for (Position position : snapshot.positions()) {
        bindKey(statement, snapshot);
        bind(statement, position);
        statement.setObject(
            FIRST_NUMBER + 4,
            knownAt.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null),
            Types.TIMESTAMP_WITH_TIMEZONE);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bindKey(PreparedStatement statement, PortfolioSnapshot snapshot)
      throws SQLException {
    statement.setObject(1, snapshot.userId());
    statement.setObject(2, snapshot.timestamp().atOffset(ZoneOffset.UTC));
  }

  private static void bind(PreparedStatement statement, Position position) throws SQLException {
    statement.setString(3, position.assetType());
    statement.setString(4, position.symbol().orElse(null));
    statement.setBigDecimal(FIRST_NUMBER, position.size());
    statement.setBigDecimal(FIRST_NUMBER + 1, position.entryPrice().orElse(null));
    statement.setBigDecimal(FIRST_NUMBER + 2, position.currentPrice().orElse(null));
    statement.setBigDecimal(FIRST_NUMBER + 3, position.pnl().orElse(null));
  }

  private static Map<Position, Integer> counted(List<Position> positions) {
    Map<Position, Integer> counts = new HashMap<>();
    positions.forEach(position -> counts.merge(position, 1, Integer::sum));
    return counts;
  }
}
