package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.db.Database;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.internal.partition.RawFloor;
import io.entasis.rollup.RollupStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks how far the kept bars are behind. */
final class StatusQuestion {

  private static final String LEDGER = """
      select count(*), min(bucket), (extract(epoch from clock_timestamp() - min(marked_at)) * 1000000)::bigint
      from {rollup_ledger}""";

  private final Database database;
  private final PartitionGuard guard;

  StatusQuestion(Database database) {
    this.database = database;
    this.guard = new PartitionGuard(database.sql(), MARKET_DATA.getName());
  }

  RollupStatus ask(Optional<String> lastFailure) {
    return database
        .sessions()
        .with("asking for the state of rollups", connection -> ask(connection, lastFailure));
  }

  private RollupStatus ask(Connection connection, Optional<String> lastFailure)
      throws SQLException {
    Optional<Instant> floor = new RawFloor(database.sql(), MARKET_DATA.getName()).read(connection);
    try (PreparedStatement statement = NamedSql.of(database.sql(), LEDGER).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new RollupStatus(
          row.getLong(1),
          Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant),
          Duration.ofNanos(Math.max(0, row.getLong(3)) * 1_000),
          floor,
          unguarded(connection),
          lastFailure);
    }
  }

  private List<String> unguarded(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    if (!guard.isParentGuarded(connection)) {
      names.add(MARKET_DATA.getName());
    }
    guard.attached(connection).stream()
        .filter(partition -> !partition.isGuarded() && !partition.isSealed())
        .map(AttachedPartition::name)
        .forEach(names::add);
    return names;
  }
}
