package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.conformance.Beside;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.rollup.RollupDifference;
import io.entasis.rollup.RollupDifference.Kind;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checking kept bars, computing them anew, and keeping further sizes. */
@EntasisTest
class RebuildTest {

  private static final TimeRange ALL = TimeRange.of(Trades.FROM, Trades.TO);
  private static final Instant NOON = Instant.parse("2024-03-10T12:00:00Z");
  private static final TimeRange MARCH =
      TimeRange.of(Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-04-01T00:00:00Z"));

  @Test
  void differencesAreFoundAndMended(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(Trades.random(new Random(5), 300));
    entasis.rollups().refresh();
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
    String some = database
        .query("select symbol, bucket from bars_1m order by bucket limit 1")
        .get(0);
    database.execute(
        "update bars_1m set last_id = last_id + 1 where ctid in (select ctid from bars_1m limit 1)");
    database.execute("delete from bars_1h where ctid in (select ctid from bars_1h limit 1)");
    database.execute(
        "insert into bars_1d select 'GHOST', bucket, open, high, low, close, volume, notional, ticks,"
            + " first_at, first_id, last_at, last_id from bars_1d limit 1");
    assertThat(some).isNotEmpty();

    assertThat(entasis.rollups().verify(ALL))
        .extracting(RollupDifference::size, RollupDifference::kind)
        .contains(
            tuple(BarSize.ofMinutes(1), Kind.DIFFERENT),
            tuple(BarSize.ofHours(1), Kind.MISSING),
            tuple(BarSize.ofDays(1), Kind.LEFT_OVER));
    entasis.rollups().rebuild(ALL);
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bars_1m", "bars_1h", "bars_1d", "bars_5m"})
  void aBarWithoutTicksIsRemovedWhateverItsLevel(
      String table, Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(Trades.random(new Random(9), 50));
    entasis.rollups().declare(BarSize.ofMinutes(5));
    entasis.rollups().refresh();
    database.execute("insert into " + table
        + " select 'GHOST', bucket, open, high, low, close, volume, notional, ticks,"
        + " first_at, first_id, last_at, last_id from " + table + " order by bucket desc limit 1");
    assertThat(entasis.rollups().verify(ALL))
        .extracting(RollupDifference::symbol)
        .contains("GHOST");

    entasis.rollups().rebuild(ALL);

    assertThat(entasis.rollups().verify(ALL)).isEmpty();
    assertThat(database.query("select count(*) from " + table + " where symbol = 'GHOST'"))
        .containsExactly("0");
  }

  /** Caches in every process may rest on what nobody noted. */
  @Test
  void aRebuildIsAChangeOfTicks(Entasis entasis, TestDatabase database) {
    String notes = "select count(*) from change_log where kind = 1 and key = ''";
    assertThat(database.query(notes)).containsExactly("0");

    entasis.rollups().rebuild(MARCH);

    assertThat(database.query(notes)).containsExactly("1");
  }

  /** A snapshot that is older than a level sees none of its bars. */
  @Test
  void aSizeDeclaredMeanwhileIsNotReadInAnOlderSnapshot(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(Trades.random(new Random(10), 100));
    entasis.rollups().refresh();
    try (Entasis snapshots = database
        .with("options", "-c default_transaction_isolation=repeatable\\ read")
        .entasis()
        .open()) {
      snapshots.useTransaction(seen -> {
        List<Bar> before = seen.bars().of(Trades.SYMBOLS, BarSize.ofMinutes(5)).list();
        snapshots.rollups().declare(BarSize.ofMinutes(5));
        assertThat(snapshots.rollups().levels()).contains(BarSize.ofMinutes(5));

        assertThat(before).isNotEmpty();
        assertThat(seen.bars().of(Trades.SYMBOLS, BarSize.ofMinutes(5)).list()).isEqualTo(before);
      });
    }
  }

  @Test
  void whatChangedSinceTheLastRefreshIsNoDifference(Entasis entasis) {
    entasis.ticks().saveAll(Trades.random(new Random(6), 50));

    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  /** A table that somebody attached has no triggers of ours. */
  @Test
  void aForeignPartitionIsNamedAndGuardedByARebuild(Entasis entasis, TestDatabase database) {
    database.execute(
        "create table mine partition of market_data for values from ('2024-03-01 00:00+00') to ('2024-04-01 00:00+00')");
    String insert =
        "insert into mine (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-03-10 12:00:0%d+00', 1, 1)";
    database.execute(insert.formatted(1));
    assertThat(entasis.rollups().status().unguarded()).containsExactly("mine");
    assertThat(entasis.rollups().status().isHealthy()).isFalse();
    assertThat(entasis.rollups().verify(MARCH)).hasSize(1);

    entasis.rollups().rebuild(MARCH);

    assertThat(entasis.rollups().status().isHealthy()).isTrue();
    assertThat(entasis.rollups().verify(MARCH)).isEmpty();
    database.execute(insert.formatted(2));
    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).list().get(0).ticks())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"market_data", "market_data_y2024m03"})
  void triggersThatWereSwitchedOffAreNamedAndSwitchedOnByARebuild(
      String table, Entasis entasis, TestDatabase database) {
    entasis.ticks().save(Trades.at("IBM", NOON, "1", "1"));
    entasis.rollups().refresh();
    database.execute("alter table only " + table + " disable trigger all");
    database.execute(
        "insert into " + table
            + " (symbol, exchange, timestamp, price, volume) values ('IBM', 'X', '2024-03-10 12:00:01+00', 1, 1)");
    assertThat(entasis.rollups().status().unguarded()).containsExactly(table);

    entasis.rollups().rebuild(MARCH);

    assertThat(entasis.rollups().status().isHealthy()).isTrue();
    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).list().get(0).ticks())
        .isEqualTo(2);
    database.execute("delete from " + table);
    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).list()).isEmpty();
  }

  /** A table whose partitions are as bare as itself is not well. */
  @Test
  void aTriggerThatWasDroppedEverywhereIsMissed(Entasis entasis, TestDatabase database) {
    entasis.ticks().save(Trades.at("IBM", NOON, "1", "1"));
    database.execute("drop trigger market_data_rollup_delete on market_data;"
        + " drop trigger market_data_rollup_delete on market_data_y2024m03");

    assertThat(entasis.rollups().status().unguarded())
        .containsExactly("market_data", "market_data_y2024m03");
  }

  /** What somebody else has switched off stays so. */
  @Test
  void otherTriggersAreLeftAlone(Entasis entasis, TestDatabase database) {
    entasis.ticks().save(Trades.at("IBM", NOON, "1", "1"));
    database.execute(
        "create function mine() returns trigger language plpgsql as 'begin return null; end';"
            + "create trigger mine after insert on market_data for each statement execute function mine();"
            + "alter table only market_data disable trigger all");
    assertThat(entasis.rollups().status().unguarded()).containsExactly("market_data");

    entasis.rollups().rebuild(MARCH);

    assertThat(entasis.rollups().status().isHealthy()).isTrue();
    assertThat(database.query("select tgenabled from pg_trigger where tgname = 'mine'"))
        .containsOnly("D");
  }

  @Test
  void aDeclaredSizeIsKeptFromThenOn(Entasis entasis, TestDatabase database) {
    entasis.ticks().saveAll(Trades.random(new Random(8), 300));
    entasis.rollups().refresh();

    entasis.rollups().declare(BarSize.ofMinutes(5));
    entasis.rollups().declare(BarSize.ofMinutes(5));

    assertThat(entasis.rollups().levels())
        .containsExactly(
            BarSize.ofMinutes(1), BarSize.ofMinutes(5), BarSize.ofHours(1), BarSize.ofDays(1));
    assertThat(database.query("select sum(ticks) from bars_5m")).containsExactly("300");
    entasis.ticks().save(Trades.at("IBM", NOON, "1", "1"));
    entasis.rollups().refresh();
    assertThat(database.query("select sum(ticks) from bars_5m")).containsExactly("301");
    assertThat(entasis.rollups().verify(ALL)).isEmpty();
  }

  /** The driver gives up on an answer long before the server does. */
  @Test
  void whatTakesLongerThanTheDriverWaitsIsWaitedFor(TestDatabase database) throws Exception {
    try (Entasis entasis = database.with("socketTimeout", "3").entasis().open();
        Connection holder = database.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table rollup_level in access exclusive mode");
      CompletableFuture<Void> declared =
          Beside.run(() -> entasis.rollups().declare(BarSize.ofMinutes(5)));
      CompletableFuture<List<RollupDifference>> verified =
          Beside.supply(() -> entasis.rollups().verify(ALL));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> database
                  .query(
                      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                          + " and query_start < clock_timestamp() - interval '3.5 seconds'")
                  .size()
              == 2);
      holder.rollback();

      declared.get();
      assertThat(verified.get()).isEmpty();
    }
  }

  @Test
  void onlyWholeMinutesCanBeDeclared(Entasis entasis) {
    assertThatThrownBy(() -> entasis.rollups().declare(BarSize.ofSeconds(90)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("90s");
    assertThatThrownBy(() -> entasis.rollups().declare(BarSize.ofMonth()))
        .isInstanceOf(InvalidInputException.class);
  }
}
