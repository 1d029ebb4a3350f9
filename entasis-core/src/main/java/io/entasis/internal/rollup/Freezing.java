package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.internal.partition.RawFloor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Seals partitions of ticks, oldest first, and raises the raw floor with each. */
public final class Freezing {

  private static final String DOING = "freezing bars";
  private static final int ROWS_A_BATCH = 5_000;
  private static final int ATTEMPTS = 5;
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local lock_timeout = '2s'";

  private final Database database;
  private final PartitionGuard guard;

  /** In that database. */
  public Freezing(Database database) {
    this.database = database;
    this.guard = new PartitionGuard(database.sql(), MARKET_DATA.getName());
  }

  /** Everything before the instant; gives the partitions that were sealed. */
  List<String> before(Instant floor) {
    List<AttachedPartition> partitions = database.sessions().with(DOING, guard::attached);
    partitions.forEach(partition -> check(partition, floor));
    List<String> sealed = new ArrayList<>();
    for (AttachedPartition partition : partitions) {
      if (!partition.to().isAfter(floor) && !partition.isSealed()) {
        patiently(connection -> seal(connection, partition));
        sealed.add(partition.name());
      }
    }
    patiently(connection -> raise(connection, floor));
    return sealed;
  }

  private static void check(AttachedPartition partition, Instant floor) {
    if (partition.from().isBefore(floor) && partition.to().isAfter(floor)) {
      throw new InvalidInputException("bars before " + floor + " cannot be frozen: partition "
          + partition.name() + " holds ticks from " + partition.from() + " to " + partition.to());
    }
  }

  /** Writers are locked out first, so nothing can come between the last refresh and the seal. */
  private void seal(Connection connection, AttachedPartition partition) throws SQLException {
    seal(connection, partition.name(), partition.to());
  }

  /**
   * Seals a partition in the transaction of the connection.
   *
   * @param end first instant after it; everything earlier has to be sealed already
   */
  public void seal(Connection connection, String partition, Instant end) throws SQLException {
    guard.lockWriters(connection, partition);
    raise(connection, end);
    guard.seal(connection, partition);
  }

  /**
   * Computes one batch of what has changed before the instant, in the transaction of the connection, so that less is left to do while a
   * partition is locked.
   *
   * @return whether there may be more
   */
  public boolean catchUp(Connection connection, Instant before) throws SQLException {
    RefreshLock.take(connection, database.sql());
    return RefreshBatch.in(connection, database.sql()).run(before, ROWS_A_BATCH).more();
  }

  /** Under the lock of refreshes: what has changed before the floor is computed, and then never again. */
  private void raise(Connection connection, Instant floor) throws SQLException {
    RefreshLock.take(connection, database.sql());
    RefreshBatch batch = RefreshBatch.in(connection, database.sql());
    while (batch.run(floor, ROWS_A_BATCH).more()) {
      // until nothing is left
    }
    new RawFloor(database.sql(), MARKET_DATA.getName()).raise(connection, floor);
  }

  private void patiently(Step step) {
    for (int attempt = 1; ; attempt++) {
      try {
        once(step);
        return;
      } catch (RetryableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void once(Step step) {
    try (Lease lease = database.sessions().lease(DOING, SETTINGS)) {
      step.run(lease.connection());
      lease.connection().commit();
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  /** Something done in a transaction. */
  private interface Step {

    void run(Connection connection) throws SQLException;
  }
}
