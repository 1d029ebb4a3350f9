package io.entasis.conformance.partition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A detach that ends half-way, since an older transaction uses the table for too long. */
final class HalfDetached {

  private HalfDetached() {}

  static void make(TestDatabase database, String partition) throws SQLException {
    try (Connection reader = database.connect();
        Statement reading = reader.createStatement();
        Connection other = database.connect();
        Statement detaching = other.createStatement()) {
      reader.setAutoCommit(false);
      reading.execute("select count(*) from market_data");
      detaching.execute("set lock_timeout = '50ms'");
      assertThatThrownBy(() -> detaching.execute(
              "alter table market_data detach partition " + partition + " concurrently"))
          .hasFieldOrPropertyWithValue("SQLState", "55P03");
      reader.rollback();
    }
  }
}
