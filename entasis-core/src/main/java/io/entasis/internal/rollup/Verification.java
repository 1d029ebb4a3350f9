package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.bar.BarSize;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.RawFloor;
import io.entasis.market.TimeRange;
import io.entasis.rollup.RollupDifference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares kept bars with what they are made of, all levels in one snapshot. */
final class Verification {

  private static final String DOING = "verifying rollups";
  private static final String SETTINGS =
      "set transaction isolation level repeatable read, read only; set local statement_timeout = 0";
  private static final int MOST = 1_000;

  private final Database database;
  private final VerificationSql statements;

  Verification(Database database) {
    this.database = database;
    this.statements = new VerificationSql(database.sql());
  }

  List<RollupDifference> of(TimeRange range) {
    try (Lease lease = PatientLease.of(database.sessions(), DOING, SETTINGS)) {
      return differences(lease.connection(), range);
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  private List<RollupDifference> differences(Connection connection, TimeRange range)
      throws SQLException {
    List<RollupDifference> found = new ArrayList<>();
    Levels levels = Levels.read(connection, database.sql());
    for (Level level : levels.all()) {
      Optional<NamedSql> question = question(
          levels,
          level,
          level.isMinute() ? aboveFloor(connection, range) : range,
          MOST - found.size());
      if (question.isPresent() && found.size() < MOST) {
        found.addAll(ask(connection, level, question.get()));
      }
    }
    return found;
  }

  private Optional<NamedSql> question(Levels levels, Level level, TimeRange range, int most) {
    Instant from = Origin.floor(range.from(), level.length());
    Instant to = Origin.ceiling(range.to(), level.length());
    return level.isMinute()
        ? Optional.of(statements.minutes(from, to, most))
        : levels.sourceOf(level).map(source -> statements.level(level, source, from, to, most));
  }

  /** Ticks below the floor may be gone. */
  private TimeRange aboveFloor(Connection connection, TimeRange range) throws SQLException {
    Instant floor =
        new RawFloor(database.sql(), MARKET_DATA.getName()).read(connection).orElse(range.from());
    if (!floor.isAfter(range.from())) {
      return range;
    }
    return floor.isBefore(range.to())
        ? TimeRange.of(floor, range.to())
        : TimeRange.of(range.to(), range.to());
  }

  private static List<RollupDifference> ask(Connection connection, Level level, NamedSql question)
      throws SQLException {
    List<RollupDifference> found = new ArrayList<>();
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new RollupDifference(
            BarSize.ofSeconds(level.seconds()),
            rows.getString(1),
            rows.getObject(2, OffsetDateTime.class).toInstant(),
            RollupDifference.Kind.valueOf(rows.getString(3))));
      }
    }
    return found;
  }
}
