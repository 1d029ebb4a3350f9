package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@EntasisTest(durable = true, migrated = false)
@Isolated
class DurableServerTest {

  @Test
  void whatIsAcknowledgedSurvivesAKill(TestServer server, TestDatabase database)
      throws SQLException {
    assertThat(server.isDurable()).isTrue();
    database.execute("create table item (id int)");
    int port = server.port();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int id = 1; id <= 200; id++) {
        statement.execute("insert into item values (" + id + ")");
      }
      server.kill();
      assertThat(catchThrowableOfType(SQLException.class, () -> statement.execute("select 1"))
              .getSQLState())
          .isIn("08006", "57P01", "57P02");
    }
    assertThat(server.port()).isEqualTo(port);
    assertThat(database.query("select count(*), sum(id) from item")).containsExactly("200|20100");
  }

  @Test
  void survivesKillAfterKillAndMakesDatabasesInBetween(TestServer server, TestDatabase database) {
    database.execute("create table item (id int)");
    for (int round = 1; round <= 3; round++) {
      database.execute("insert into item values (" + round + ")");
      server.kill();
      try (TestDatabase other = server.createDatabase()) {
        assertThat(other.query("select count(*) from predictions")).containsExactly("0");
      }
    }
    assertThat(database.query("select count(*) from item")).containsExactly("3");
  }

  @Test
  void restartKeepsSettingsAndRows(TestServer server, TestDatabase database) {
    database.execute("create table item as select 1 as id");
    server.restart();
    assertThat(server.isDurable()).isTrue();
    assertThat(database.query("select id from item")).containsExactly("1");
  }
}
