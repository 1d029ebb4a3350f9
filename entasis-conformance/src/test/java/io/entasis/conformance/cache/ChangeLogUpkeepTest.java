package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.internal.change.ChangeLogUpkeep;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.PooledSessions;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.Watchdog;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log is pruned by what everybody can see. Its keeping time is fixed; here it is so short that a test can wait for it. */
@EntasisTest
class ChangeLogUpkeepTest {

  private static final Duration KEPT = Duration.ofMillis(60);
  private static final String COUNT = "select count(*) from change_log where kind <> 0";

  private final TestDatabase database;
  private final Watchdog watchdog = new Watchdog();
  private final ChangeLogUpkeep upkeep;

  ChangeLogUpkeepTest(TestDatabase database) {
    this.database = database;
    this.upkeep = upkeep();
  }

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void whatEverybodyHasSeenForLongGoes() {
    database.execute(Kept.PREDICTION.sql("A", 1));

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep.keepShort();
      return count() == 0;
    });
    assertThat(database.query("select xid from change_log order by xid")).containsExactly("0", "1");
  }

  /** Loaders come and go. */
  @Test
  void processesThatLiveForAMomentKeepItShortTogether() {
    database.execute(Kept.PREDICTION.sql("A", 1));

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep().keepShort();
      return count() == 0;
    });
  }

  /** What another database had seen is not what this one has. */
  @Test
  void aMarkOfAnotherLifeCountsForNothing() {
    upkeep().keepShort();
    database.execute("update change_log set key = 'another ' || key, first_at = '2024-01-01+00'"
        + " where xid = '1'");
    database.execute(Kept.PREDICTION.sql("A", 1));
    database.execute("update change_log set key = split_part(key, '|', 1) || '|'"
        + " || pg_current_snapshot() || '|0:0:' where xid = '1'");

    new ChangeLogUpkeep(database(), Duration.ofHours(1)).keepShort();

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void whoeverIsWaitedForPrunesLittleAtATime() {
    database.execute(
        "insert into change_log (kind, key) select 3, 'K' || n from generate_series(1, 5000) n");

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep().keepShortInPassing();
      return count() < 5_000;
    });

    assertThat(count()).isEqualTo(3_000);
  }

  @Test
  void nothingGoesBeforeItsTime() {
    database.execute(Kept.PREDICTION.sql("A", 1));

    new ChangeLogUpkeep(database(), Duration.ofHours(1)).keepShort();
    new ChangeLogUpkeep(database(), Duration.ofHours(1)).keepShort();

    assertThat(count()).isEqualTo(1);
  }

  /** Its row is as old as its statement, but nobody could see it. */
  @Test
  void aTransactionThatWasOpenIsKeptForTheWholeTimeAfterItsCommit() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(Kept.PREDICTION.sql("open", 1));
      database.execute(Kept.PREDICTION.sql("other", 1));
      await().atMost(Caching.PATIENCE).until(() -> {
        upkeep.keepShort();
        return count() == 0;
      });
      connection.commit();
    }

    Caching.awaitPast(System.nanoTime(), KEPT.multipliedBy(2));
    upkeep.keepShort();
    assertThat(database.query("select key from change_log where kind <> 0"))
        .containsExactly("open");

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep.keepShort();
      return count() == 0;
    });
  }

  @Test
  void muchIsPrunedInSteps() {
    database.execute(
        "insert into change_log (kind, key) select 3, 'K' || n from generate_series(1, 50000) n");

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep.keepShort();
      return count() == 0;
    });
  }

  @Test
  void oneProcessPrunesAndOthersStepAside() throws SQLException {
    database.execute(Kept.PREDICTION.sql("A", 1));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select pg_advisory_xact_lock(hashtextextended('entasis change log \"public\".\"change_log\"', 0))");
      long since = System.nanoTime();
      while (System.nanoTime() - since < KEPT.multipliedBy(4).toNanos()) {
        upkeep.keepShort();
      }
      assertThat(count()).isEqualTo(1);
      connection.commit();
    }

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep.keepShort();
      return count() == 0;
    });
  }

  /** A dump brings transactions along that this server has not had yet. */
  @Test
  void changesOfAnotherServerGoToo() {
    database.execute(
        "insert into change_log (xid, kind, key) values ('900000000000', 3, 'A'), ('3', 3, 'B')");

    await().atMost(Caching.PATIENCE).until(() -> {
      upkeep.keepShort();
      return count() == 0;
    });
  }

  private int count() {
    return Integer.parseInt(database.query(COUNT).get(0));
  }

  private ChangeLogUpkeep upkeep() {
    return new ChangeLogUpkeep(database(), KEPT);
  }

  private Database database() {
    return new Database(
        new PooledSessions(database.dataSource(), () -> {}, () -> {}),
        new Sql("public"),
        Clock.systemUTC(),
        watchdog);
  }
}
