package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.UntriggeredChanges;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Notes every minute of a range as changed, so that the next refresh computes all of it anew. */
final class Rebuilding {

  private static final String DOING = "rebuilding rollups";
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local statement_timeout = 0; set local lock_timeout = '10s'";

  private static final String MARK = """
      insert into {rollup_ledger} (symbol, hour, bucket)
      select '', %s, bucket
      from (
        select distinct %s as bucket from {market_data} where timestamp >= :from and timestamp < :to
        union
        select distinct bucket from {bars_1m} where bucket >= :from and bucket < :to) minutes
      where bucket >= coalesce((select floor from {raw_floor} where table_name = 'market_data'), '-infinity')""";

  private final Database database;
  private final PartitionGuard guard;
  private final UntriggeredChanges changes;

  Rebuilding(Database database, UntriggeredChanges changes) {
    this.database = database;
    this.changes = changes;
    this.guard = new PartitionGuard(database.sql(), MARKET_DATA.getName());
  }

  /**
   * Partitions are given their triggers before anything is read of them, so that no change goes unnoticed. From then on bars are read from
   * the ticks, which may differ from what was kept.
   */
  void mark(TimeRange range) {
    try (Lease lease = database.sessions().lease(DOING, SETTINGS)) {
      Connection connection = lease.connection();
      for (AttachedPartition partition : guard.attached(connection)) {
        if (!partition.isGuarded() && !partition.isSealed() && overlap(partition, range)) {
          arm(connection, partition.name());
        }
      }
      mark(connection, range);
      changes.note(connection, ChangeKind.TICKS);
      connection.commit();
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    } finally {
      changes.committed(ChangeKind.TICKS);
    }
  }

  private static boolean overlap(AttachedPartition partition, TimeRange range) {
    return partition.from().isBefore(range.to()) && partition.to().isAfter(range.from());
  }

  /** The lock waits for writers whose changes went unnoticed. */
  private void arm(Connection connection, String partition) throws SQLException {
    guard.lockWriters(connection, partition);
    guard.arm(connection, partition);
  }

  private void mark(Connection connection, TimeRange range) throws SQLException {
    String text = MARK.formatted(new Level(3_600, "").bin("bucket"), Level.MINUTE.bin("timestamp"));
    try (PreparedStatement statement = NamedSql.of(database.sql(), text)
        .with("from", Origin.floor(range.from(), Level.MINUTE.length()))
        .with("to", Origin.ceiling(range.to(), Level.MINUTE.length()))
        .prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
