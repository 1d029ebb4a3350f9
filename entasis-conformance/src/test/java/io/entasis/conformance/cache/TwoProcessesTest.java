package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.cache.CacheSettings;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Two processes with a cache each and a program of plain SQL write and read at random, and note when. Afterwards each read is held
 * against what had been committed for the bound when it began: it must have seen that, or something newer.
 *
 * <p>All times are of {@link System#nanoTime()}, which counts from the start of the machine and so is the same in both processes; the test
 * checks that too.
 */
@EntasisTest
class TwoProcessesTest {

  static final CacheSettings SETTINGS = CacheSettings.defaults().staleness(Duration.ofMillis(400));

  private static final int OPERATIONS = 5_000;

  private final TestDatabase database;
  private final long seed = System.nanoTime();

  TwoProcessesTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void noReadIsStalerThanTheBound() throws Exception {
    try (Entasis entasis = Caching.open(database, SETTINGS)) {
      Kept.TICK.save(entasis, "months", 1);
      Kept.CHAIN.save(entasis, "months", 1);
      AtomicBoolean goesOn = new AtomicBoolean(true);
      CompletableFuture<List<Event>> sql = CompletableFuture.supplyAsync(() -> sql(goesOn));
      List<Event> there = new ArrayList<>();
      List<Event> here = new ArrayList<>();
      try (Child child = Child.start(database, seed)) {
        here.addAll(new Workload("here", seed + 1).run(entasis, OPERATIONS));
        there.addAll(child.events());
      } finally {
        goesOn.set(false);
      }
      List<Event> all = new ArrayList<>(sql.get(30, TimeUnit.SECONDS));
      all.addAll(here);
      all.addAll(there);

      assertNothingIsStale(all);
      assertThat(here).filteredOn(Event::fromCache).hasSizeGreaterThan(500);
      assertThat(there).filteredOn(Event::fromCache).hasSizeGreaterThan(500);
      assertThat(entasis.cache().polls().polls()).isGreaterThan(3);
    }
  }

  private void assertNothingIsStale(List<Event> events) {
    Map<String, TreeMap<Long, Integer>> committed = new HashMap<>();
    events.stream()
        .filter(Event::wrote)
        .forEach(event -> committed
            .computeIfAbsent(event.key(), key -> new TreeMap<>())
            .put(event.nanos(), event.version()));
    assertThat(committed).hasSize(Kept.values().length * Workload.WRITERS.size() * Workload.SUBJECTS);
    for (Event read : events) {
      Map.Entry<Long, Integer> due = committed
          .getOrDefault(read.key(), new TreeMap<>())
          .floorEntry(read.nanos() - SETTINGS.staleness().toNanos());
      if (!read.wrote() && due != null) {
        assertThat(read.version())
            .as("seed %d, %s", seed, read)
            .isGreaterThanOrEqualTo(due.getValue())
            .isLessThan(1_000_000);
      }
    }
  }

  private List<Event> sql(AtomicBoolean goesOn) {
    try {
      return new SqlNeighbour(database, seed + 2).run(goesOn::get);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * The other process.
   *
   * @param process it
   * @param started when it was started
   */
  private record Child(Process process, long started) implements AutoCloseable {

    static Child start(TestDatabase database, long seed) throws IOException {
      long started = System.nanoTime();
      Process process = new ProcessBuilder(List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              Neighbour.class.getName(),
              database.jdbcUrl(),
              database.user(),
              database.password(),
              Long.toString(seed),
              Integer.toString(OPERATIONS)))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return new Child(process, started);
    }

    List<Event> events() throws IOException {
      List<Event> events = new ArrayList<>();
      try (BufferedReader reader = process.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (line.startsWith("true ") || line.startsWith("false ")) {
            events.add(Event.parse(line));
          } else if (line.startsWith("began ")) {
            assertThat(Long.parseLong(line.substring(6)))
                .as("its clock")
                .isBetween(started, System.nanoTime());
          } else {
            assertThat(line).doesNotStartWith("failed");
          }
        }
      }
      return events;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
