package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.conformance.Beside;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Two processes with a cache each and a program of plain SQL write and read at random, and note when. Afterwards each read is held
 * against what had been committed for the bound when it began: it must have seen that, or something newer.
 */
@EntasisTest
class TwoProcessesTest {

  private static final int OPERATIONS = 5_000;
  private static final int SUBJECTS =
      Kept.values().length * Workload.WRITERS.size() * Workload.SUBJECTS;

  private final TestDatabase database;
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final long seed = System.nanoTime();

  TwoProcessesTest(TestDatabase database) {
    this.database = database;
    try (Entasis months = database.entasis().open()) {
      Kept.TICK.save(months, "months", 1);
      Kept.CHAIN.save(months, "months", 1);
    }
  }

  @Test
  void noReadIsStalerThanTheBound() throws Exception {
    try (Entasis entasis = Caching.open(database, TwoProcesses.SETTINGS)) {
      CompletableFuture<List<Event>> sql = Beside.supply(this::sql);
      List<Event> there;
      List<Event> here;
      try (NeighbourProcess neighbour = NeighbourProcess.start(database, seed, OPERATIONS)) {
        here = new Workload("here", seed + 1).run(entasis, OPERATIONS);
        there = neighbour.events();
      } finally {
        goesOn.set(false);
      }
      List<Event> all = new ArrayList<>(sql.get(30, TimeUnit.SECONDS));
      all.addAll(here);
      all.addAll(there);

      TwoProcesses.assertNothingIsStale(all, seed);
      assertThat(TwoProcesses.committed(all)).hasSize(SUBJECTS);
      assertThat(here).filteredOn(Event::fromCache).hasSizeGreaterThan(500);
      assertThat(there).filteredOn(Event::fromCache).hasSizeGreaterThan(500);
      assertThat(entasis.cache().polls().polls()).isGreaterThan(3);
    }
  }

  /** Connections of both are killed, those of the other process swallowed and cut as well, and the server is restarted. */
  @Test
  void noReadIsStalerThanTheBoundWhileConnectionsFail(TestServer server) throws Exception {
    try (FaultProxy proxy = FaultProxy.before(server);
        Entasis entasis = Caching.following(Caching.on(database)
            .connectionTimeout(TwoProcesses.SOON)
            .cache(TwoProcesses.SETTINGS)
            .open());
        NeighbourProcess neighbour =
            NeighbourProcess.startDespiteFaults(database.through(proxy), seed)) {
      Workload workload = new Workload("here", seed + 1);
      CompletableFuture<List<Event>> here =
          Beside.supply(() -> workload.runDespiteFaults(entasis, goesOn::get));
      shake(server, proxy);
      await().atMost(Caching.PATIENCE).until(() -> {
        database.query(Caching.KILL_ALL);
        return workload.failures() > 0;
      });
      goesOn.set(false);
      List<Event> all = new ArrayList<>(neighbour.events());
      assertThat(all).filteredOn(Event::fromCache).isNotEmpty();
      all.addAll(here.get(60, TimeUnit.SECONDS));

      TwoProcesses.assertNothingIsStale(all, seed);
      assertThat(all).filteredOn(Event::wrote).hasSizeGreaterThan(100);
      assertThat(entasis.cache().polls().restarts()).isPositive();
    }
  }

  private void shake(TestServer server, FaultProxy proxy) {
    for (int round = 0; round < 2; round++) {
      pass();
      database.query(Caching.KILL_ALL);
      pass();
      proxy.blackhole();
      pass();
      proxy.heal();
      pass();
      proxy.cut();
      pass();
      proxy.heal();
      pass();
      server.restart();
      pass();
    }
  }

  /** Twice the bound, in which both read and write. */
  private static void pass() {
    Caching.awaitPast(System.nanoTime(), Duration.ofMillis(800));
  }

  private List<Event> sql() {
    try {
      return new SqlNeighbour(database, seed + 2).run(goesOn::get);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
