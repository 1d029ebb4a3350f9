package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.at;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Within one instant, the rows of one writer keep the order in which it saved them. */
@EntasisTest
class ArrivalOrderTest {

  private final TestDatabase database;
  private final Entasis entasis;

  ArrivalOrderTest(TestDatabase database) {
    this.database = database;
    this.entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(4)
        .open();
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void acrossBatchesOfOneCall() {
    List<Tick> given = ofOneInstant(0, 2_000);

    entasis.ticks().saveAll(given, IngestOptions.defaults().batchSize(37));

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(given);
  }

  @Test
  void acrossCallsSavesAndTransactions() {
    entasis.ticks().saveAll(ofOneInstant(0, 150), IngestOptions.defaults().batchSize(50));
    entasis.ticks().save(tick(150));
    entasis.ticks().save(tick(151));
    entasis.ticks().saveAll(ofOneInstant(152, 3));
    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(155));
      transaction.ticks().saveAll(ofOneInstant(156, 120));
      transaction.ticks().save(tick(276));
    });
    entasis.ticks().save(tick(277));

    assertThat(Rows.ticks(database)).containsExactlyElementsOf(ofOneInstant(0, 278));
  }

  /** Other threads keep the pool busy, so that the writer's calls meet all of its connections. */
  @Test
  void overAnyConnectionOfThePool() throws Exception {
    CompletableFuture<Void> neighbour = Beside.run(() -> {
      for (int i = 0; i < 60; i++) {
        entasis
            .ticks()
            .save(new Tick("OTHER", "NYSE", NOON, tick(i).price(), tick(1).volume()));
      }
    });
    List<Tick> given = ofOneInstant(0, 120);
    for (int i = 0; i < 120; i += 2) {
      int first = i;
      // A thread that is new to the pool is given whichever connection is free.
      Beside.run(() -> entasis.ticks().saveAll(given.subList(first, first + 1))).get();
      Beside.run(() -> entasis.ticks().save(given.get(first + 1))).get();
    }
    neighbour.get();

    assertThat(Rows.ticks(database).stream().filter(tick -> tick.symbol().equals("IBM")))
        .containsExactlyElementsOf(given);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void forEveryInstantOfAShuffledFeed(long seed) {
    Random random = new Random(seed);
    Instant start = Instant.parse("2024-01-31T23:59:58Z");
    List<Tick> given = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      given.add(at(start.plus(Duration.ofSeconds(random.nextInt(4))), i));
    }

    entasis.ticks().saveAll(given, IngestOptions.defaults().batchSize(1 + random.nextInt(300)));

    List<Tick> expected =
        given.stream().sorted(Comparator.comparing(Tick::timestamp)).toList();
    assertThat(Rows.ticks(database)).as("seed %d", seed).containsExactlyElementsOf(expected);
    assertThat(entasis.ticks().all().list()).containsExactlyElementsOf(expected);
  }

  private static List<Tick> ofOneInstant(long from, long count) {
    return LongStream.range(from, from + count).mapToObj(SampleTicks::tick).toList();
  }
}
