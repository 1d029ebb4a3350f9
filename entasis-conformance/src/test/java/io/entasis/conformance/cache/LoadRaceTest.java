package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.cache.CacheKind;
import io.entasis.cache.CacheSettings;
import io.entasis.cache.KindStatistics;
import io.entasis.conformance.Beside;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readings that a change overtakes. A policy makes them wait, in the middle of their statement, while a gate is closed. */
@EntasisTest
class LoadRaceTest {

  private static final String WAITING =
      "select pid from pg_locks where locktype = 'advisory' and not granted";

  private final String role = "reader_" + Long.toHexString(System.nanoTime());
  private final TestDatabase database;
  private final Connection gate;

  LoadRaceTest(TestDatabase database) throws SQLException {
    this.database = database;
    this.gate = database.connect();
    try (Entasis owner = database.entasis().open()) {
      Kept.TICK.save(owner, "A", 1);
    }
    database.execute("create role " + role + " login password 'x'");
    database.execute(
        "grant select, insert, update, delete on all tables in schema public to " + role);
    database.execute("grant usage on all sequences in schema public to " + role);
    database.execute("create function gate() returns boolean language plpgsql as $$ begin"
        + " perform pg_advisory_xact_lock_shared(4711); return true; end $$");
    database.execute("alter table market_data enable row level security");
    database.execute("create policy gated on market_data for select using (gate())");
    database.execute("create policy free on market_data for insert with check (true)");
  }

  @AfterEach
  void drop() throws SQLException {
    gate.close();
    database.execute("drop owned by " + role);
    database.execute("drop role " + role);
  }

  @Test
  void aReadingThatAPollOvertakesIsNotKept() throws Exception {
    try (Entasis entasis = open(Caching.STRICT)) {
      closeGate();
      CompletableFuture<Integer> overtaken = reading(entasis);
      database.execute(Kept.TICK.sql("A", 2));
      long polls = entasis.cache().polls().polls();
      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().polls() >= polls + 2);
      openGate();

      assertThat(overtaken.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(Kept.TICK.read(entasis, "A")).isEqualTo(2);
    }
  }

  @Test
  void aReadingThatAnOwnCommitOvertakesIsNeitherKeptNorShared() throws Exception {
    try (Entasis entasis = open(Caching.LASTING)) {
      closeGate();
      CompletableFuture<Integer> overtaken = reading(entasis);
      Kept.TICK.save(entasis, "A", 2);
      CompletableFuture<Integer> later = Beside.supply(() -> Kept.TICK.read(entasis, "A"));
      await().atMost(Caching.PATIENCE).until(() -> waiting().size() == 2);
      openGate();

      assertThat(overtaken.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(later.get(30, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Kept.TICK.read(entasis, "A")).isEqualTo(2);
    }
  }

  @Test
  void aReadingThatADoubtOvertakesIsNotKept() throws Exception {
    try (Entasis entasis = open(Caching.STRICT)) {
      closeGate();
      CompletableFuture<Integer> overtaken = reading(entasis);
      long restarts = entasis.cache().polls().restarts();
      database.execute("begin; " + Kept.TICK.sql("A", 2) + "; truncate change_log; commit");
      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().restarts() > restarts);
      Caching.following(entasis);
      openGate();

      assertThat(overtaken.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(Kept.TICK.read(entasis, "A")).isEqualTo(2);
    }
  }

  @Test
  void whoAsksTheSameMeanwhileSharesTheReading() throws Exception {
    try (Entasis entasis = open(Caching.LASTING)) {
      closeGate();
      CompletableFuture<Integer> first = reading(entasis);
      CompletableFuture<Integer> second = joining(entasis);
      openGate();

      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(statistics(entasis).loads()).isEqualTo(1);
      assertThat(Kept.TICK.answer(entasis, "A").source()).isEqualTo(AnswerSource.CACHE);
    }
  }

  @Test
  void whoSharesAReadingThatFailsReadsForHimself() throws Exception {
    try (Entasis entasis = open(Caching.LASTING)) {
      closeGate();
      CompletableFuture<Integer> first = reading(entasis);
      CompletableFuture<Integer> second = joining(entasis);
      database.query("select pg_terminate_backend(" + waiting().get(0) + ")");
      assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).isNotNull();
      openGate();

      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private Entasis open(CacheSettings settings) {
    return Caching.following(Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.jdbcUrl())
        .user(role)
        .password("x")
        .poolSize(4)
        .cache(settings)
        .open());
  }

  /** A reading that waits at the gate. */
  private CompletableFuture<Integer> reading(Entasis entasis) {
    CompletableFuture<Integer> read = Beside.supply(() -> Kept.TICK.read(entasis, "A"));
    await().atMost(Caching.PATIENCE).until(() -> waiting().size() == 1);
    return read;
  }

  /** A question that was asked while the reading waits. */
  private static CompletableFuture<Integer> joining(Entasis entasis) {
    CompletableFuture<Integer> read = Beside.supply(() -> Kept.TICK.read(entasis, "A"));
    await().atMost(Caching.PATIENCE).until(() -> statistics(entasis).misses() == 2);
    return read;
  }

  private static KindStatistics statistics(Entasis entasis) {
    return entasis.cache().statistics(CacheKind.LATEST_TICK);
  }

  private List<String> waiting() {
    return database.query(WAITING);
  }

  private void closeGate() throws SQLException {
    gate.createStatement().execute("select pg_advisory_lock(4711)");
  }

  private void openGate() throws SQLException {
    gate.createStatement().execute("select pg_advisory_unlock(4711)");
  }
}
