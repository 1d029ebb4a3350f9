package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.error.ClosedException;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@EntasisTest
class OpenEdgesTest {

  private final TestDatabase database;

  OpenEdgesTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void manyRowsCannotBeSavedAfterClose() {
    Entasis entasis = database.entasis().open();
    entasis.close();

    assertThatThrownBy(() -> entasis.ticks().saveAll(List.of(SampleTicks.tick(1))))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> entasis.ticks().saveAll(List.of()))
        .isInstanceOf(ClosedException.class);
  }

  /** PostgreSQL would cut the name off in silence and work in another schema than the one that is named. */
  @Test
  void aSchemaNameThatPostgresWouldCutOffIsAMistake() {
    String long80Bytes = "ä".repeat(40);

    assertThatThrownBy(() -> database.entasis().schema(long80Bytes).open())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("schema");
  }

  /** Nothing is dropped in silence. */
  @Test
  void aPropertyThatIsNoTextIsAMistake() {
    Properties properties = new Properties();
    properties.put("entasis.pool-size", 3);

    assertThatThrownBy(
            () -> OpenTest.byUrl(database).properties(properties).open().close())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("pool-size");
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailableInTime(TestServer server) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(server)) {
      proxy.blackhole();
      CompletableFuture<Entasis> opening =
          Beside.supply(() -> OpenTest.byUrl(database.through(proxy))
              .connectionTimeout(Duration.ofSeconds(1))
              .open());

      assertThatThrownBy(() -> opening.get(15, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DatabaseUnavailableException.class);
    }
  }

  @Test
  void aConnectionWithoutASchemaIsAMistakeOfTheConfiguration() {
    assertThatThrownBy(
            () -> database.with("currentSchema", "nowhere").entasis().open().close())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("schema");
    assertThat(database.query("select to_regnamespace('nowhere')")).containsExactly("");
  }
}
