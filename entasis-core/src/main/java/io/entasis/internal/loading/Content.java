package io.entasis.internal.loading;

import io.entasis.internal.partition.PartitionRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of a load, and what becomes of them. */
interface Content {

  /**
   * Whether the rows can come in, and as what; asked before anything is done, and again when the floor cannot change any more.
   *
   * @param floor the raw floor of the table
   * @throws io.entasis.error.InvalidInputException when they cannot
   */
  Landing landing(Optional<Instant> floor);

  /**
   * Sends the rows into the table.
   *
   * @param table the table, as it is written in SQL
   * @return number of rows
   */
  long send(Connection connection, String table) throws SQLException;

  /** Whether a partition without rows is made too. */
  boolean canBeEmpty();

  /** Starts of the minutes that have rows, after they were sent. */
  Instant[] minutes();

  /**
   * Looks at what the table holds, while its indexes are built.
   *
   * @param table the table, as it is written in SQL
   * @throws io.entasis.error.EntasisException when that is not what it should be
   */
  void check(Connection connection, String table) throws SQLException;

  /** Notes the partition, in the transaction that attaches it as that. */
  void note(Connection connection, PartitionRecords records, Landing landing) throws SQLException;
}
