package io.entasis.internal.loading;

import io.entasis.market.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What follows from the rows of a table, and would be kept by its triggers had the rows come one by one. */
public interface Consequences {

  /**
   * In the transaction that writes the rows.
   *
   * @param minutes starts of the minutes that have rows
   */
  void note(Connection connection, Instant[] minutes) throws SQLException;

  /** At the beginning of the transaction that attaches; from here on the raw floor cannot change. */
  void lock(Connection connection) throws SQLException;

  /**
   * Before the attaching.
   *
   * @param rows name of the table that was loaded
   * @param range the time of its rows
   * @param isFrozen whether what was computed from that time has to stay as it is
   */
  void enter(Connection connection, String rows, TimeRange range, boolean isFrozen)
      throws SQLException;
}
