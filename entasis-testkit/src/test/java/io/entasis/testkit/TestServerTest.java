package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.DatabaseException;
import org.junit.jupiter.api.Test;

@EntasisTest
class TestServerTest {

  private final TestServer server;

  TestServerTest(TestServer server) {
    this.server = server;
  }

  @Test
  void clonesAreMigratedAndApart() {
    try (TestDatabase one = server.createDatabase();
        TestDatabase other = server.createDatabase()) {
      one.execute(
          "insert into predictions (model_id, symbol, prediction_type, predicted_value, confidence, timestamp)"
              + " values ('m', 'BTC-USDT', 'price', 1, 0.5, now())");

      assertThat(one.name()).isNotEqualTo(other.name());
      assertThat(one.query("select count(*) from predictions")).containsExactly("1");
      assertThat(other.query("select count(*) from predictions")).containsExactly("0");
    }
  }

  @Test
  void clonesHaveTheTablesOfThisVersion() {
    try (TestDatabase database = server.createDatabase();
        Entasis entasis = database.entasis().open()) {
      entasis.schema().validate();
      assertThat(entasis.schema().migrate().applied()).isEmpty();
    }
  }

  @Test
  void emptyDatabasesHaveNoTables() {
    try (TestDatabase database = server.createEmptyDatabase()) {
      assertThat(database.query(
              "select relname from pg_class where relnamespace = 'public'::regnamespace"))
          .isEmpty();
    }
  }

  @Test
  void closingDropsTheDatabaseEvenUnderAnOpenConnection() throws Exception {
    TestDatabase database = server.createEmptyDatabase();
    try (var connection = database.connect();
        TestDatabase control = server.createEmptyDatabase()) {
      database.close();
      database.close();
      assertThat(control.query(
              "select datname from pg_database where datname = '" + database.name() + "'"))
          .isEmpty();
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void databasesOfANameAreKept() {
    try (TestDatabase first = server.database("kept_by_name")) {
      first.execute("create table if not exists note (text text)");
    }
    TestDatabase again = server.database("kept_by_name");
    assertThat(again.query("select * from note")).isEmpty();
    assertThatThrownBy(() -> server.database("x; drop table t"))
        .isInstanceOf(IllegalArgumentException.class);
    try (TestDatabase control = server.createEmptyDatabase()) {
      control.execute("drop database kept_by_name with (force)");
    }
  }

  @Test
  void queriesGiveLines(TestDatabase database) {
    assertThat(database.query("select 1, null, 'x' union all select 2, 'y', null order by 1"))
        .containsExactly("1||x", "2|y|");
    assertThatThrownBy(() -> database.execute("nonsense"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("42601");
  }
}
