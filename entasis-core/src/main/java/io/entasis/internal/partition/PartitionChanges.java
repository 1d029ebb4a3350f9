package io.entasis.internal.partition;

import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;

/** Is told when rows of a table come or go with a partition, which no trigger sees. */
@FunctionalInterface
public interface PartitionChanges {

  /** Nobody has to know. */
  PartitionChanges UNTOLD = (connection, partition) -> {};

  /**
   * Called in the transaction that attaches the partition, or notes that it was detached.
   *
   * @param partition the partition whose rows have come or gone
   */
  void rowsCameOrWent(Connection connection, PartitionKey partition) throws SQLException;
}
