package io.entasis.conformance.read;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;

/** Entasis with a connection pool of its own. */
final class Pools {

  private Pools() {}

  /** Settings with a pool of its own; to be refined, opened and closed by the caller. */
  static EntasisBuilder on(TestDatabase database) {
    return Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .connectionTimeout(Duration.ofSeconds(20));
  }

  /** With one connection: a call that does not give it back makes the next one fail. */
  static Entasis ofOne(TestDatabase database) {
    return on(database).poolSize(1).open();
  }
}
