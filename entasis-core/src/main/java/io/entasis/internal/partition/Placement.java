package io.entasis.internal.partition;

import io.entasis.internal.db.Sessions;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Which tables the rows of a table go into. */
public interface Placement {

  /**
   * Tells the table that takes the rows of an instant, as far as is known; asks the database when that is little or long ago.
   *
   * @param asking the connections that the rows are written on
   * @param limit time that asking may take
   */
  Periods periods(Sessions asking, Duration limit);

  /** The names of the partitions among these tables. */
  List<String> partitionsAmong(Collection<PartitionKey> tables);

  /**
   * Makes the partitions that are missing, in a transaction of its own.
   *
   * @param allowed how many may be made
   * @param limit time it may take
   * @return names of the partitions that were made
   */
  List<String> ensure(Collection<PartitionKey> tables, int allowed, Duration limit);

  /**
   * Makes the partitions that are missing, in the transaction of the connection.
   *
   * @param allowed how many may be made
   * @return names of the partitions that were made
   */
  List<String> ensureWithin(Connection connection, Collection<PartitionKey> tables, int allowed)
      throws SQLException;

  /** Asks the catalogue again at the next need. */
  void forget();
}
