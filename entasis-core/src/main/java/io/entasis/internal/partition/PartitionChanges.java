package io.entasis.internal.partition;

import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;

/** Is told when rows of a table come or go with a partition, which no trigger sees. */
public interface PartitionChanges {

  /**
   * Called in the transaction that attaches the partition, notes that it was detached, or otherwise changes what is read.
   *
   * @param partition the partition whose rows have come or gone
   */
  void rowsCameOrWent(Connection connection, PartitionKey partition) throws SQLException;

  /**
   * Called after that transaction, unless it is certain that it was rolled back. More often does no harm.
   *
   * @param partition the partition whose rows have come or gone
   */
  void committed(PartitionKey partition);
}
