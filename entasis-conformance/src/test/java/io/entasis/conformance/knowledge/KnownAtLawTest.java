package io.entasis.conformance.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law: whatever is written later, what was known at an instant stays what it was. */
@EntasisTest
class KnownAtLawTest {

  private static final int ROUNDS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void whatWasKnownStaysTheSame(long seed, Entasis entasis, TestDatabase database) {
    World world = new World(new Random(seed));
    List<Instant> instants = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      instants.add(now(database));
      entasis.useTransaction(world::write);
    }

    Map<Instant, Map<String, Object>> before = answers(entasis, instants);
    for (int round = 0; round < ROUNDS; round++) {
      entasis.useTransaction(world::write);
    }
    Map<Instant, Map<String, Object>> after = answers(entasis, instants);

    assertThat(after).isEqualTo(before);
    assertThat(before.values().stream().distinct()).hasSize(ROUNDS);
  }

  /** Random instants of the past, of which history told what was known; what arrives late happened before them, but was not known. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {6, 7})
  void lateArrivalsChangeNoMomentOfThePast(long seed, Entasis entasis) {
    World world = new World(new Random(seed));
    world.load(entasis);
    world.load(entasis);
    List<Instant> moments = Stream.generate(world::moment).limit(ROUNDS).toList();

    Map<Instant, Map<String, Object>> before = answers(entasis, moments);
    for (int round = 0; round < ROUNDS; round++) {
      entasis.useTransaction(world::write);
    }

    assertThat(answers(entasis, moments)).isEqualTo(before);
    assertThat(before.values())
        .anySatisfy(told -> assertThat((Long) told.get("number of ticks")).isPositive())
        .anySatisfy(told -> assertThat((List<?>) told.get("predictions")).isNotEmpty());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void whatWasKnownIsWhatCouldBeRead(long seed, Entasis entasis, TestDatabase database) {
    World world = new World(new Random(seed));
    Map<Instant, List<?>> read = new LinkedHashMap<>();
    for (int round = 0; round < 3; round++) {
      entasis.useTransaction(world::write);
      Instant now = now(database);
      read.put(now, everything(entasis, now));
    }
    read.forEach((instant, then) -> {
      KnownAt known = entasis.knownAt(instant, PATIENCE);
      List<Object> told = new ArrayList<>();
      told.addAll(known.ticks().all().list());
      told.addAll(known.predictions().all().list());
      told.addAll(known.chains().on("BTC-USDT").find().orElseThrow().quotes());
      World.USERS.forEach(user -> told.addAll(known.portfolios().of(user).list()));
      assertThat(told).isEqualTo(then);
    });
  }

  private static List<?> everything(Entasis entasis, Instant now) {
    List<Object> all = new ArrayList<>();
    all.addAll(entasis.ticks().all().asOf(now).list());
    all.addAll(entasis.predictions().all().asOf(now).list());
    all.addAll(entasis.chains().on("BTC-USDT").asOf(now).get().quotes());
    World.USERS.forEach(
        user -> all.addAll(entasis.portfolios().of(user).asOf(now).list()));
    return all;
  }

  private static Map<Instant, Map<String, Object>> answers(
      Entasis entasis, List<Instant> instants) {
    Map<Instant, Map<String, Object>> answers = new LinkedHashMap<>();
    instants.forEach(
        instant -> answers.put(instant, Answers.of(entasis.knownAt(instant, PATIENCE))));
    return answers;
  }

  /** By the server's clock, which is the one that counts. */
  private static Instant now(TestDatabase database) {
    String text = database
        .query(
            "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        .get(0);
    return OffsetDateTime.parse(text).toInstant();
  }
}
