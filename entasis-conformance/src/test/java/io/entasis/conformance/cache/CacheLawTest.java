package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the cache and without it, every question has the same answer, whatever was done before. */
@EntasisTest
class CacheLawTest {

  private static final int STEPS = 8;

  private final MovableClock clock = new MovableClock(Instant.parse("2024-03-05T12:00:00Z"));
  private final TestDatabase database;

  CacheLawTest(TestDatabase database) {
    this.database = database;
  }

  static LongStream seeds() {
    return LongStream.of(1, 2, Long.getLong("entasis.seed", 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cachedEqualsUncached(long seed) {
    Random random = new Random(seed);
    try (Entasis cached = Caching.following(
            Caching.on(database).clock(clock).cache(Caching.STRICT).open());
        Entasis bare = Caching.on(database).clock(clock).open()) {
      RandomWorld world = new RandomWorld(random, cached, database);
      for (int step = 0; step < STEPS; step++) {
        String done = world.change();
        clock.advance(Duration.ofSeconds(random.nextInt(600)));
        Questions asked = new Questions(random.nextLong(), clock.instant());
        Map<String, Object> expected = asked.of(bare);
        for (int time = 1; time <= 2; time++) {
          assertThat(asked.of(cached))
              .as("seed %d, step %d, asked time %d: %s", seed, step, time, done)
              .isEqualTo(expected);
        }
      }
    }
  }
}
