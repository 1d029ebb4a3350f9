package io.entasis.conformance.cache;

import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import io.entasis.cache.CacheKind;
import io.entasis.cache.CacheSettings;
import io.entasis.cache.KindSettings;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;

/** Entasis with a cache, to be closed by the caller. */
final class Caching {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long that neither a poll nor a refresh comes between the lines of a test. */
  static final CacheSettings LASTING = CacheSettings.defaults()
      .staleness(Duration.ofMinutes(10))
      .with(CacheKind.CHAIN, KindSettings.defaults())
      .with(CacheKind.BARS, KindSettings.defaults());

  /** So long that no poll takes longer than it may, on a busy machine either. */
  static final CacheSettings CALM = CacheSettings.defaults().staleness(Duration.ofSeconds(3));

  /** So short that tests can wait for it. */
  static final CacheSettings STRICT = CacheSettings.defaults().staleness(Duration.ofMillis(200));

  /** Ends every other connection to the database. */
  static final String KILL_ALL = "select pg_terminate_backend(pid) from pg_stat_activity"
      + " where datname = current_database() and pid <> pg_backend_pid()";

  private Caching() {}

  /** Settings with a pool of connections; to be refined, opened and closed by the caller. */
  static EntasisBuilder on(TestDatabase database) {
    return on(database, 5);
  }

  /** The same with a pool of that size. */
  static EntasisBuilder on(TestDatabase database, int connections) {
    return Entasis.builder()
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(connections)
        .rollupRefresh(Duration.ZERO);
  }

  /** One that follows the change log already. */
  static Entasis open(TestDatabase database, CacheSettings settings) {
    return following(on(database).cache(settings).open());
  }

  /** The same one, when it follows the change log. */
  static Entasis following(Entasis entasis) {
    await().atMost(PATIENCE).until(() -> entasis.cache().polls().lastPollAge().isPresent());
    return entasis;
  }

  /** Returns when so much time has passed since then, by {@link System#nanoTime()}. */
  static void awaitPast(long since, Duration time) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> System.nanoTime() - since > time.toNanos());
  }
}
