package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.internal.change.ChangeKind;
import io.entasis.internal.change.ChangeLog;
import io.entasis.internal.db.Sql;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that nobody tells the cache of: statements of other programs, in every form that changes an answer. */
@EntasisTest
@TestInstance(Lifecycle.PER_CLASS)
class PlainSqlTest {

  private static final Duration BOUND = Caching.STRICT.staleness();

  private final TestDatabase database;
  private final Entasis entasis;
  private String subject = "";
  private int tests;

  PlainSqlTest(TestDatabase database) {
    this.database = database;
    this.entasis = Caching.open(database, Caching.STRICT);
    Kept.TICK.save(entasis, "first", 1);
    Kept.CHAIN.save(entasis, "first", 1);
  }

  @BeforeEach
  void nextSubject() {
    subject = "S" + ++tests;
  }

  @AfterAll
  void close() {
    entasis.close();
  }

  @ParameterizedTest
  @EnumSource
  void insertsAreSeenInTime(Kept kept) {
    for (int version = 1; version <= 3; version++) {
      database.execute(kept.sql(subject, version));
      assertSeenInTime(version, () -> kept.read(entasis, subject));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update market_data set price = 8 where symbol = '%s' and price = 2",
        "update market_data_y2024m01 set price = 8 where symbol = '%s' and price = 2",
        "update market_data set symbol = 'gone', price = 9 where symbol = '%1$s' and price = 2;"
            + " update market_data set price = 8 where symbol = '%1$s'",
        "delete from market_data where symbol = '%1$s' and price = 2;"
            + " update market_data_y2024m01 set price = 8 where symbol = '%1$s'",
        "insert into market_data_y2024m01 (symbol, exchange, timestamp, price, volume)"
            + " values ('%s', 'X', '2024-01-10T13:00:00Z', 8, 0)",
        "merge into market_data m using (values ('%s')) v (symbol) on m.symbol = v.symbol and m.price = 2"
            + " when matched then update set price = 8",
        "with old as (delete from market_data where symbol = '%s' and price = 2 returning *)"
            + " insert into market_data (symbol, exchange, timestamp, price, volume)"
            + " select symbol, exchange, timestamp, 8, volume from old"
      })
  void everyStatementIsSeenInTime(String statement) {
    Kept.TICK.save(entasis, subject, 1);
    Kept.TICK.save(entasis, subject, 2);
    assertThat(Kept.TICK.read(entasis, subject)).isEqualTo(2);
    assertThat(Kept.BARS.read(entasis, subject)).isEqualTo(2);

    database.execute(statement.formatted(subject));

    assertSeenInTime(8, () -> Kept.TICK.read(entasis, subject));
    assertSeenInTime(8, () -> Kept.BARS.read(entasis, subject));
  }

  @Test
  void manySymbolsInOneStatementAreSeenInTime() {
    Kept.TICK.save(entasis, subject, 1);
    assertThat(Kept.TICK.read(entasis, subject)).isEqualTo(1);

    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " select case n when 77 then '" + subject
        + "' else 'N' || n end, 'X', '2024-01-10T13:00:00Z', 8, 0 from generate_series(1, 200) n");

    assertSeenInTime(8, () -> Kept.TICK.read(entasis, subject));
  }

  @Test
  void truncatingIsSeenInTime() {
    for (Kept kept : List.of(Kept.PREDICTION, Kept.SNAPSHOT)) {
      kept.save(entasis, subject, 1);
      assertThat(kept.read(entasis, subject)).isEqualTo(1);
    }

    database.execute("truncate predictions, portfolio_status");

    assertSeenInTime(0, () -> Kept.PREDICTION.read(entasis, subject));
    assertSeenInTime(0, () -> Kept.SNAPSHOT.read(entasis, subject));
  }

  /** No trigger sees it; the steps of the library note it themselves. */
  @Test
  void aMonthThatALibraryStepTakesAwayIsSeenInTime() throws SQLException {
    Kept.TICK.save(entasis, subject, 1);
    database.execute("create table market_data_y2023m01 partition of market_data"
        + " for values from ('2023-01-01+00') to ('2023-02-01+00')");
    String early = "early " + subject;
    database.execute(
        "insert into market_data (symbol, exchange, timestamp, price, volume) values ('" + early
            + "', 'X', '2023-01-10+00', 3, 1)");
    assertSeenInTime(3, () -> Kept.TICK.read(entasis, early));

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("drop table market_data_y2023m01");
      new ChangeLog(new Sql("public")).noteAll(connection, ChangeKind.TICKS);
      connection.commit();
    }

    assertSeenInTime(0, () -> Kept.TICK.read(entasis, early));
  }

  /** It is seen from its commit on, and the work that was undone by a savepoint is not. */
  @ParameterizedTest
  @EnumSource
  void aLongTransactionIsSeenWhenItCommits(Kept kept) throws SQLException {
    kept.save(entasis, subject, 1);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(kept.sql(subject, 2));
      Savepoint before = connection.setSavepoint();
      statement.execute(kept.sql(subject, 3));
      connection.rollback(before);
      long written = System.nanoTime();
      Caching.awaitPast(written, BOUND.multipliedBy(2));
      assertThat(kept.read(entasis, subject)).isEqualTo(1);

      connection.commit();
    }
    assertSeenInTime(2, () -> kept.read(entasis, subject));
  }

  @Test
  void aRollbackChangesNothing() throws SQLException {
    Kept.TICK.save(entasis, subject, 1);
    assertThat(Kept.TICK.read(entasis, subject)).isEqualTo(1);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(Kept.TICK.sql(subject, 2));
      assertThat(Kept.TICK.read(entasis, subject)).isEqualTo(1);
      connection.rollback();
    }
    Caching.awaitPast(System.nanoTime(), BOUND);
    assertThat(Kept.TICK.read(entasis, subject)).isEqualTo(1);
  }

  /** Another transaction that stays open the whole time, so that the oldest one of the server never ends. */
  @Test
  void anOpenTransactionElsewhereHidesNothing() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(Kept.PREDICTION.sql("open", 1));
      for (int version = 1; version <= 3; version++) {
        database.execute(Kept.PREDICTION.sql(subject, version));
        assertSeenInTime(version, () -> Kept.PREDICTION.read(entasis, subject));
      }
      connection.rollback();
    }
  }

  /** Every read that begins later than the bound after this call must give the version; the first one that gives it ends the wait. */
  private static void assertSeenInTime(int version, IntSupplier read) {
    long committed = System.nanoTime();
    long began;
    int seen;
    do {
      began = System.nanoTime();
      seen = read.getAsInt();
    } while (seen != version && began - committed < BOUND.toNanos());
    assertThat(seen).isEqualTo(version);
  }
}
