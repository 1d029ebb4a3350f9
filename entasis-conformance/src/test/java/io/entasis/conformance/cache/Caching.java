package io.entasis.conformance.cache;

import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.EntasisBuilder;
import io.entasis.cache.CacheSettings;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;

/** Entasis with a cache, to be closed by the caller. */
final class Caching {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long that no busy machine lets it pass unseen. */
  static final CacheSettings LASTING = CacheSettings.defaults().staleness(Duration.ofSeconds(30));

  /** So short that tests can wait for it. */
  static final CacheSettings STRICT = CacheSettings.defaults().staleness(Duration.ofMillis(200));

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
