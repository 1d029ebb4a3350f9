package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.UntriggeredChanges;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Notes every minute of a range as changed, so that the next refresh computes all of it anew. */
final class Rebuilding {

  private static final String DOING = "rebuilding rollups";
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local statement_timeout = 0; set local lock_timeout = '10s'";

  private final Database database;
  private final PartitionGuard guard;
  private final UntriggeredChanges changes;
  private final RebuildingSql statements;

  Rebuilding(Database database, UntriggeredChanges changes) {
    this.database = database;
    this.changes = changes;
    this.guard = new PartitionGuard(database.sql(), MARKET_DATA.getName());
    this.statements = new RebuildingSql(database.sql());
  }

  /**
   * Partitions are given their triggers before anything is read of them, so that no change goes unnoticed. What caches hold may rest on
   * what did.
   */
  void mark(TimeRange range) {
    try (Lease lease = PatientLease.of(database.sessions(), DOING, SETTINGS)) {
      Connection connection = lease.connection();
      if (!guard.isParentGuarded(connection)) {
        arm(connection, MARKET_DATA.getName());
      }
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
    Levels levels = Levels.read(connection, database.sql());
    execute(connection, statements.everything(range));
    execute(connection, statements.withoutHour(range));
    for (Level level : levels.all()) {
      Optional<Level> source = levels.sourceOf(level);
      if (source.isPresent()) {
        execute(connection, statements.withoutSource(level, source.get(), range));
      }
    }
  }

  private static void execute(Connection connection, NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
