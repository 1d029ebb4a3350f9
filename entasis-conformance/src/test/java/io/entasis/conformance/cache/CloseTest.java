package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.cache.CacheSettings;
import io.entasis.error.ClosedException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is left of a cache. */
@EntasisTest
class CloseTest {

  private final Set<Thread> before = threads();

  @Test
  void noThreadAndNoConnectionAreLeft(TestDatabase database) {
    Entasis entasis = Caching.following(database.entasis().cache(Caching.STRICT).open());
    Kept.CHAIN.save(entasis, "A", 1);
    Kept.CHAIN.read(entasis, "A");
    assertThat(started()).hasSize(4);

    entasis.close();
    entasis.close();

    assertThat(started()).isEmpty();
    database.assertNoOpenConnections();
    assertThatThrownBy(() -> Kept.CHAIN.read(entasis, "A")).isInstanceOf(ClosedException.class);
  }

  /** The poll that hangs is cut. */
  @Test
  @Timeout(30)
  void aBlockedNetworkDoesNotHoldIt(TestServer server, TestDatabase database) {
    try (FaultProxy proxy = FaultProxy.before(server)) {
      Entasis entasis = Caching.following(Caching.on(database.through(proxy))
          .connectionTimeout(Duration.ofSeconds(1))
          .cache(CacheSettings.defaults().staleness(Duration.ofSeconds(2)))
          .open());
      proxy.blackhole();

      entasis.close();

      assertThat(started()).isEmpty();
    }
  }

  private Set<Thread> started() {
    Set<Thread> started = threads();
    started.removeAll(before);
    return started;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("entasis-cache"))
        .collect(Collectors.toSet());
  }
}
