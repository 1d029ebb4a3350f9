package io.entasis.internal.rollup;

import static io.entasis.schema.generated.Tables.MARKET_DATA;

import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.internal.db.SqlWork;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.internal.partition.PartitionLayout;
import io.entasis.internal.partition.PartitionSeals;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Seals partitions of ticks, oldest first, and raises the raw floor with each. */
public final class Freezing {

  private static final String DOING = "freezing bars";
  private static final int ROWS_A_BATCH = 5_000;
  private static final int ATTEMPTS = 5;
  private static final String SETTINGS = "set transaction isolation level read committed;"
      + " set local lock_timeout = '2s'; set local statement_timeout = 0";

  private final Database database;
  private final PartitionGuard guard;
  private final PartitionSeals seals;

  /** In that database. */
  public Freezing(Database database) {
    this.database = database;
    this.guard = new PartitionGuard(database.sql(), MARKET_DATA.getName());
    this.seals = new PartitionSeals(database.sql(), MARKET_DATA.getName());
  }

  /** Everything before the instant; gives the partitions that were sealed. */
  List<String> before(Instant floor) {
    checkBoundary(floor);
    List<String> sealed = new ArrayList<>();
    boolean raised = false;
    for (int attempt = 1; !raised; attempt++) {
      if (attempt > ATTEMPTS) {
        throw new RetryableException(
            "partitions were made before " + floor + " while what lies there was frozen");
      }
      sealed.addAll(sealAll(floor));
      raised = patiently(connection -> raise(connection, floor));
    }
    return sealed;
  }

  /** Below a floor that is none, or still to come, rows would be refused that have their place and time. */
  private void checkBoundary(Instant floor) {
    Instant now = database.clock().instant();
    if (floor.isAfter(now)) {
      throw new InvalidInputException(
          "bars before " + floor + " cannot be frozen: that is after now, " + now);
    }
    PartitionKey partition = database
        .sessions()
        .with(
            DOING,
            connection -> PartitionLayout.read(connection, database.sql(), MARKET_DATA.getName())
                .at(floor));
    if (!partition.range().from().equals(floor)) {
      throw new InvalidInputException("bars before " + floor
          + " cannot be frozen: that is in the middle of partition " + partition);
    }
  }

  private List<String> sealAll(Instant floor) {
    List<AttachedPartition> partitions = database.sessions().with(DOING, guard::attached);
    partitions.forEach(partition -> check(partition, floor));
    List<String> sealed = new ArrayList<>();
    for (AttachedPartition partition : partitions) {
      if (!partition.to().isAfter(floor) && !partition.isSealed()) {
        catchUp(partition.to());
        if (patiently(connection -> seal(connection, partition.name(), partition.to()))
            .isEmpty()) {
          sealed.add(partition.name());
        }
      }
    }
    return sealed;
  }

  private static void check(AttachedPartition partition, Instant floor) {
    if (partition.from().isBefore(floor) && partition.to().isAfter(floor)) {
      throw new InvalidInputException("bars before " + floor + " cannot be frozen: partition "
          + partition.name() + " holds ticks from " + partition.from() + " to " + partition.to());
    }
  }

  private void catchUp(Instant before) {
    while (patiently(connection -> catchUp(connection, before))) {
      // until nothing is left
    }
  }

  /**
   * Seals a partition in the transaction of the connection, unless an earlier one is open. Writers are locked out before the last refresh,
   * so nothing can come between it and the seal; the lock of refreshes is waited for before theirs, so they never wait for that one too.
   *
   * @param end first instant after it
   * @return the earlier one; then nothing was done
   */
  public Optional<String> seal(Connection connection, String partition, Instant end)
      throws SQLException {
    RefreshLock.take(connection, database.sql());
    return seals.seal(connection, partition, end, locked -> drain(locked, end));
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

  private boolean raise(Connection connection, Instant floor) throws SQLException {
    RefreshLock.take(connection, database.sql());
    return seals.raise(connection, floor, locked -> drain(locked, floor));
  }

  /** What has changed before the floor is computed, and then never again. */
  private void drain(Connection connection, Instant floor) throws SQLException {
    RefreshBatch batch = RefreshBatch.last(connection, database.sql());
    while (batch.run(floor, ROWS_A_BATCH).more()) {
      // until nothing is left
    }
    if (batch.isLeft(floor)) {
      throw new RetryableException("changes before " + floor + " were noted while it was frozen");
    }
  }

  private <R> R patiently(SqlWork<R> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (RetryableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private <R> R once(SqlWork<R> work) {
    try (Lease lease = PatientLease.of(database.sessions(), DOING, SETTINGS)) {
      R result = work.run(lease.connection());
      lease.connection().commit();
      return result;
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }
}
