package io.entasis.conformance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.write.Rows;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** When a server ends all connections at once, as in a restart, the pool holds more dead ones than there are attempts. */
@EntasisTest
class DeadPoolTest {

  private static final String OTHERS =
      " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

  @Test
  void aPoolOfDeadConnectionsCostsNoRow(TestDatabase database) {
    List<Tick> rows = Feed.into(database, 10);
    try (Entasis entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(8)
        .open()) {
      entasis.ticks().all().count();
      Awaitility.await().until(() -> database.query("select pid" + OTHERS).size() == 8);

      database.query("select pg_terminate_backend(pid)" + OTHERS);

      assertThat(entasis.ticks().saveAll(rows).accepted()).isEqualTo(10);
    }
    assertThat(Rows.ticks(database)).containsExactlyElementsOf(rows);
  }
}
