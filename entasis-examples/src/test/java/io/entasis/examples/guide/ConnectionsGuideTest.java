package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@EntasisTest
class ConnectionsGuideTest {

  @Test
  void opensFromAUrl(TestDatabase database) {
    String url = database.jdbcUrl();
    String user = database.user();
    String password = database.password();
    // begin url
    try (Entasis entasis = Entasis.builder()
        .url(url)
        .user(user)
        .password(password)
        .poolSize(4)
        .statementTimeout(Duration.ofSeconds(30))
        .open()) {
      entasis.schema().validate();
    }
    // end url
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> database
            .query("select pid from pg_stat_activity where datname = current_database()"
                + " and backend_type = 'client backend' and pid <> pg_backend_pid()")
            .isEmpty());
  }

  @Test
  void reportsAllMistakes() {
    Properties properties = new Properties();
    properties.setProperty("entasis.url", "jdbc:mysql://localhost/trades");
    properties.setProperty("entasis.poolsize", "4");
    properties.setProperty("entasis.lock-timeout", "10 seconds");
    assertThatThrownBy(() -> {
          // begin properties
          Entasis entasis = Entasis.builder().properties(properties).open();
          // end properties
          entasis.close();
        })
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void migratesIntoASchema(TestDatabase database) {
    // begin schema
    try (Entasis entasis =
        Entasis.builder().dataSource(database.dataSource()).schema("trading").open()) {
      entasis.schema().migrate(); // creates the schema when it is missing
      entasis.schema().validate(); // says when the database is behind, ahead or not ours
    }
    // end schema
    assertThat(database.query("select count(*) from trading.market_data")).containsExactly("0");
  }
}
