package io.entasis.internal.partition;

import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Seals partitions of one table, oldest first, and raises the raw floor with each. */
public final class PartitionSeals {

  private final PartitionDdl ddl;
  private final PartitionGuard guard;
  private final RawFloor floor;

  /** Of the partitions of that table. */
  public PartitionSeals(Sql sql, String table) {
    this.ddl = new PartitionDdl(sql, table);
    this.guard = new PartitionGuard(sql, table);
    this.floor = new RawFloor(sql, table);
  }

  /**
   * Seals a partition in the transaction of the connection, which keeps the floor from being changed by others. Nobody makes or attaches
   * a partition meanwhile, so what is sealed before it stays all there is before it.
   *
   * @param end first instant after it
   * @param before done when no writer can change the partition any more
   * @return the earlier partition that is open; then nothing was done
   */
  public Optional<String> seal(Connection connection, String partition, Instant end, Work before)
      throws SQLException {
    ddl.lock(connection);
    List<AttachedPartition> attached = guard.attached(connection);
    Optional<String> open = attached.stream()
        .filter(each -> !each.isSealed() && each.to().isBefore(end))
        .map(AttachedPartition::name)
        .findFirst();
    boolean isToBeSealed =
        attached.stream().anyMatch(each -> each.name().equals(partition) && !each.isSealed());
    if (open.isEmpty() && isToBeSealed) {
      guard.lockWriters(connection, partition);
      before.run(connection);
      floor.raise(connection, end);
      guard.seal(connection, partition);
    }
    return open;
  }

  /**
   * Raises the floor where no partition below it is left open.
   *
   * @param before done when no such partition can come any more
   * @return whether none is; otherwise nothing was done
   */
  public boolean raise(Connection connection, Instant to, Work before) throws SQLException {
    ddl.lock(connection);
    boolean open = guard.attached(connection).stream()
        .anyMatch(each -> !each.isSealed() && each.from().isBefore(to));
    if (!open) {
      before.run(connection);
      floor.raise(connection, to);
    }
    return !open;
  }

  /** Something done in the transaction of a seal. */
  public interface Work {

    /** Nothing. */
    Work NOTHING = connection -> {};

    /** Does it. */
    void run(Connection connection) throws SQLException;
  }
}
