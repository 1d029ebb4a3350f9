package io.entasis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {

  private static final String URL = "jdbc:postgresql://db:5433/postgres";

  @Test
  void propertiesNameARunningServer() {
    ServerHost host = choice(
            Map.of(
                "entasis.test.jdbcUrl",
                URL,
                "entasis.test.user",
                "me",
                "entasis.test.password",
                "secret"),
            Map.of())
        .start(false);

    assertThat(host).isEqualTo(new RunningHost(JdbcUrl.parse(URL), "me", "secret"));
    assertThat(host.toString()).doesNotContain("secret");
  }

  @Test
  void environmentVariablesDoWhereNoPropertyIsSet() {
    ServerHost host = choice(
            Map.of("entasis.test.user", "me", "entasis.test.password", " "),
            Map.of(
                "ENTASIS_TEST_JDBC_URL",
                URL,
                "ENTASIS_TEST_USER",
                "you",
                "ENTASIS_TEST_PASSWORD",
                "secret"))
        .start(true);

    assertThat(host).isEqualTo(new RunningHost(JdbcUrl.parse(URL), "me", "secret"));
  }

  @Test
  void theUrlMayNameUserAndPassword() {
    ServerHost host = choice(
            Map.of("entasis.test.jdbcUrl", URL + "?user=me&password=a%26b"), Map.of())
        .start(false);

    assertThat(host).isEqualTo(new RunningHost(JdbcUrl.parse(URL), "me", "a&b"));
  }

  @Test
  void refusesContradictionsAndOtherDatabases() {
    assertThatThrownBy(() -> choice(
                Map.of("entasis.test.jdbcUrl", URL, "entasis.test.container", "postgres:18"),
                Map.of())
            .start(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not both");
    assertThatThrownBy(
            () -> choice(Map.of("entasis.test.jdbcUrl", "jdbc:mysql://x?password=secret"), Map.of())
                .start(false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static ServerChoice choice(
      Map<String, String> properties, Map<String, String> environment) {
    return new ServerChoice(properties::get, environment::get);
  }
}
