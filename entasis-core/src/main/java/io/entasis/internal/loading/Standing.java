package io.entasis.internal.loading;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.partition.AttachedPartition;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.partition.PartitionOccupiedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What stands where a partition is to come. */
final class Standing {

  private static final String TAKEN = "select to_regclass(:name) is not null";
  private static final String DETACHED =
      "select from {partition_state} where table_name = :table and partition_name = :partition and state = 'DETACHED'";

  private final Sql sql;
  private final LoadTarget target;

  Standing(Sql sql, LoadTarget target) {
    this.sql = sql;
    this.target = target;
  }

  /**
   * Whether an empty partition of the same name and range stands there, which will have to give way.
   *
   * @throws PartitionOccupiedException when anything else does
   */
  boolean isEmptyPartition(Connection connection) throws SQLException {
    List<AttachedPartition> inTheWay = new PartitionGuard(sql, target.table())
        .attached(connection).stream().filter(this::overlaps).toList();
    if (inTheWay.isEmpty()) {
      checkNameIsFree(connection);
      return false;
    }
    AttachedPartition first = inTheWay.get(0);
    if (!isTheSame(first)) {
      throw new PartitionOccupiedException(
          target.name(), "partition " + first.name() + " covers part of its time");
    }
    checkEmpty(connection);
    return true;
  }

  /** Throws when the partition has rows. */
  void checkEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "select exists (select from only " + sql.name(target.name()) + ")")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new PartitionOccupiedException(target.name(), "it has rows");
      }
    }
  }

  private void checkNameIsFree(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, TAKEN).with("name", sql.name(target.name())).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getBoolean(1)) {
        throw new PartitionOccupiedException(
            target.name(),
            isDetached(connection)
                ? "maintenance has detached it and not dropped it yet; attach it again: "
                    + attaching()
                : "a table of this name exists that is not attached to " + target.table());
      }
    }
  }

  private boolean isDetached(Connection connection) throws SQLException {
    try (PreparedStatement statement = NamedSql.of(sql, DETACHED)
            .with("table", target.table())
            .with("partition", target.name())
            .prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  private String attaching() {
    return "alter table " + sql.name(target.table()) + " attach partition "
        + sql.name(target.name()) + " for values from ("
        + PartitionDdl.bound(target.range().from()) + ") to ("
        + PartitionDdl.bound(target.range().to()) + ")";
  }

  /** A default partition, which is open at both ends, is in the way only of rows that it has; attaching looks for those. */
  private boolean overlaps(AttachedPartition partition) {
    boolean isDefault =
        partition.from().equals(PartitionGuard.FIRST) && partition.to().equals(PartitionGuard.LAST);
    return !isDefault
        && partition.from().isBefore(target.range().to())
        && partition.to().isAfter(target.range().from());
  }

  private boolean isTheSame(AttachedPartition partition) {
    return partition.name().equals(target.name())
        && partition.from().equals(target.range().from())
        && partition.to().equals(target.range().to());
  }
}
