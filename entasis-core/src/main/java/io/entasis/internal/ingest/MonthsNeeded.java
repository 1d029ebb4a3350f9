package io.entasis.internal.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes the months that rows need. */
interface MonthsNeeded {

  /** None. */
  MonthsNeeded NONE = new MonthsNeeded() {
    @Override
    public void make() {
      // there is nothing to make
    }

    @Override
    public void makeWithin(Connection connection) {
      // there is nothing to make
    }
  };

  /** Makes them in a transaction of their own, where they lock nobody out for long. */
  void make();

  /** Makes them in the transaction of the rows, whose fate they share. */
  void makeWithin(Connection connection) throws SQLException;
}
