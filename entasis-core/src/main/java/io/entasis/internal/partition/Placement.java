package io.entasis.internal.partition;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Which tables the rows of a table go into. */
public interface Placement {

  /** The name of the table that takes the rows of a month. */
  String tableOf(YearMonth month);

  /** The names of the partitions that rows of these months need. */
  List<String> partitionsOf(Collection<YearMonth> months);

  /**
   * Makes the partitions that are missing, in a transaction of its own.
   *
   * @param allowed how many may be made
   * @param limit time it may take
   * @return names of the partitions that were made
   */
  List<String> ensure(SortedSet<YearMonth> months, int allowed, Duration limit);

  /**
   * Makes the partitions that are missing, in the transaction of the connection.
   *
   * @param allowed how many may be made
   * @return names of the partitions that were made
   */
  List<String> ensureWithin(Connection connection, SortedSet<YearMonth> months, int allowed)
      throws SQLException;

  /** Asks the catalogue again at the next need. */
  void forget();
}
