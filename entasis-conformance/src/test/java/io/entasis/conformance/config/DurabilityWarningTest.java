package io.entasis.conformance.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.entasis.Entasis;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that may lose what it has acknowledged is told of in the log. */
class DurabilityWarningTest {

  @Test
  @EntasisTest(durable = true)
  void aDurableServerCausesNoWarning(TestDatabase database) {
    assertThat(warnings(database)).isEmpty();
  }

  @Test
  @EntasisTest(durable = true)
  void aSessionThatDoesNotWaitForItsCommitsDoes(TestDatabase database) {
    database.execute("alter database " + database.name() + " set synchronous_commit = off");

    assertThat(warnings(database)).singleElement().asString().contains("synchronous_commit");
  }

  @Test
  @EntasisTest
  void eachSettingThatIsOffIsNamed(TestDatabase database) {
    List<String> off = database.query("select name from pg_settings"
        + " where name in ('fsync', 'synchronous_commit') and setting = 'off' order by 1");

    List<String> warnings = warnings(database);

    assertThat(warnings).hasSameSizeAs(off);
    off.forEach(name -> assertThat(warnings).anyMatch(warning -> warning.contains(name)));
  }

  private static List<String> warnings(TestDatabase database) {
    try (CapturedLog log = CapturedLog.of("io.entasis", Level.WARN)) {
      try (Entasis entasis = database.entasis().open()) {
        assertThat(entasis).isNotNull();
      }
      return log.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
  }
}
