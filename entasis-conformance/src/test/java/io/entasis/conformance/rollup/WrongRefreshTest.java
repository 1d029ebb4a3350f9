package io.entasis.conformance.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.BarSize;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Three ways to refresh that look right and lose changes. Each is run here by hand, and what it loses is asserted, so that nobody takes it
 * for a simplification of the one the library has.
 */
@EntasisTest
class WrongRefreshTest {

  private static final Instant NOON = Instant.parse("2024-01-10T12:00:00Z");
  private static final String COMPUTE_MINUTE = """
      insert into bars_1m
      select symbol, '2024-01-10 %1$s+00', min(price), max(price), min(price), max(price), sum(volume), sum(price * volume), count(*),
             min(timestamp), min(id), max(timestamp), max(id)
      from market_data where timestamp >= '2024-01-10 %1$s+00' and timestamp < timestamptz '2024-01-10 %1$s+00' + interval '1 minute'
      group by symbol
      on conflict (symbol, bucket) do update set volume = excluded.volume, ticks = excluded.ticks""";
  private static final String COMPUTE_HOUR = """
      insert into bars_1h
      select symbol, '2024-01-10 12:00+00', min(open), max(high), min(low), max(close), sum(volume), sum(notional), sum(ticks),
             min(first_at), min(first_id), max(last_at), max(last_id)
      from bars_1m group by symbol
      on conflict (symbol, bucket) do update set volume = excluded.volume, ticks = excluded.ticks""";

  /** Between computing and emptying a writer commits: its ledger row goes, its tick was never seen. */
  @Test
  void computingBeforeEmptyingTheLedgerLosesTicks(Entasis entasis, TestDatabase database)
      throws SQLException {
    save(entasis, 0);
    try (Connection refresh = begin(database)) {
      run(refresh, COMPUTE_MINUTE.formatted("12:00"));
      save(entasis, 1);
      run(refresh, "delete from rollup_ledger where bucket = '2024-01-10 12:00+00'");
      refresh.commit();
    }
    assertThat(ticks(entasis, BarSize.ofMinutes(1))).isEqualTo(1);
    assertThat(raw(entasis)).isEqualTo(2);
  }

  /** Ids do not become visible in their order: one drawn early is committed late, below the mark. */
  @Test
  void aHighWaterMarkLosesTicks(Entasis entasis, TestDatabase database) throws SQLException {
    database.execute("alter table rollup_ledger add column id bigserial");
    entasis.ticks().save(Trades.at("AIG", NOON, "1", "1"));
    try (Connection slow = begin(database)) {
      run(slow, insert(NOON));
      save(entasis, 1);
      String mark = database.query("select max(id) from rollup_ledger").get(0);
      try (Connection refresh = begin(database)) {
        run(refresh, COMPUTE_MINUTE.formatted("12:00"));
        slow.commit();
        run(refresh, "delete from rollup_ledger where id <= " + mark);
        refresh.commit();
      }
    }
    assertThat(ticks(entasis, BarSize.ofMinutes(1))).isEqualTo(1);
    assertThat(raw(entasis)).isEqualTo(2);
  }

  /** Two that share out the ledger compute the same hour, each without the minutes of the other. */
  @Test
  void twoThatShareOutTheLedgerLoseMinutes(Entasis entasis, TestDatabase database)
      throws SQLException {
    save(entasis, 0);
    save(entasis, 60);
    try (Connection one = begin(database);
        Connection other = begin(database)) {
      run(one, skippingLocked("12:00"));
      run(one, COMPUTE_MINUTE.formatted("12:00"));
      run(other, skippingLocked("12:01"));
      run(other, COMPUTE_MINUTE.formatted("12:01"));
      run(other, COMPUTE_HOUR);
      other.commit();
      // This one read the minutes before the other committed.
      run(
          one,
          COMPUTE_HOUR.replace(
              "from bars_1m", "from bars_1m where bucket = '2024-01-10 12:00+00'"));
      one.commit();
    }
    assertThat(ticks(entasis, BarSize.ofHours(1))).isEqualTo(1);
    assertThat(raw(entasis)).isEqualTo(2);
  }

  private static String skippingLocked(String minute) {
    return "delete from rollup_ledger where ctid in (select ctid from rollup_ledger where bucket = '2024-01-10 "
        + minute + "+00' for update skip locked)";
  }

  private static Connection begin(TestDatabase database) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String insert(Instant at) {
    return "insert into market_data (symbol, exchange, timestamp, price, volume) values ('IBM', 'BINANCE', '"
        + at + "', 1, 1)";
  }

  private static void save(Entasis entasis, int second) {
    entasis.ticks().save(Trades.at("IBM", NOON.plusSeconds(second), "1", "1"));
  }

  private static long ticks(Entasis entasis, BarSize size) {
    return entasis.bars().of("IBM", size).list().get(0).ticks();
  }

  private static long raw(Entasis entasis) {
    return entasis.ticks().of("IBM").count();
  }
}
