package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.cache.CacheSettings;
import io.entasis.conformance.Beside;
import io.entasis.error.EntasisException;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whatever shakes the belief in what is kept empties it, and it fills again afterwards. */
@EntasisTest
class DoubtTest {

  private static final Duration BOUND = Caching.STRICT.staleness();

  @Test
  void killedConnectionsHideNothing(TestDatabase database) {
    try (Entasis entasis = Caching.open(database, Caching.STRICT)) {
      for (int version = 1; version <= 3; version++) {
        database.execute(Kept.PREDICTION.sql("A", version));
        database.query(Caching.KILL_ALL);
        Caching.awaitPast(System.nanoTime(), BOUND);

        assertThat(persistentRead(entasis)).isEqualTo(version);
        assertThatAnswersAreKeptAgain(entasis, version);
      }
      await().atMost(Caching.PATIENCE).until(() -> {
        database.query(Caching.KILL_ALL);
        return entasis.cache().polls().restarts() > 0;
      });
      assertThatAnswersAreKeptAgain(entasis, 3);
    }
  }

  /** Nothing arrives and nothing fails: the poll is cut, and what was kept is given no longer than the bound. */
  @Test
  void aNetworkThatSwallowsEverythingHidesNothing(TestServer server, TestDatabase database)
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(server);
        Entasis entasis = Caching.following(Caching.on(database.through(proxy))
            .connectionTimeout(Duration.ofSeconds(1))
            .cache(Caching.STRICT)
            .open())) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);

      long failures = entasis.cache().polls().failures();
      proxy.blackhole();
      database.execute(Kept.PREDICTION.sql("A", 2));
      Caching.awaitPast(System.nanoTime(), BOUND);
      CompletableFuture<Integer> read = Beside.supply(() -> persistentRead(entasis));
      awaitDoubt(entasis, failures);
      assertThat(read).isNotDone();
      assertThat(entasis.cache().polls().lastPollAge()).isEmpty();
      proxy.heal();

      assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(2);
      assertThatAnswersAreKeptAgain(entasis, 2);
    }
  }

  /** It does not even fail: the poller waits for a connection that others have. */
  @Test
  void silenceHidesNothing(TestDatabase database) throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    AtomicBoolean silent = new AtomicBoolean();
    DataSource dataSource = (DataSource) Proxy.newProxyInstance(
        DataSource.class.getClassLoader(),
        new Class<?>[] {DataSource.class},
        (proxy, method, args) -> {
          if (silent.get() && Thread.currentThread().getName().equals("entasis-cache-poller")) {
            free.await();
          }
          return method.invoke(database.dataSource(), args);
        });
    try (Entasis entasis = Caching.following(Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(dataSource)
        .cache(Caching.CALM)
        .open())) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);

      silent.set(true);
      database.execute(Kept.PREDICTION.sql("A", 2));
      Caching.awaitPast(System.nanoTime(), Caching.CALM.staleness());

      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(entasis.cache().polls().failures()).isZero();
      assertThat(entasis.cache().polls().restarts()).isZero();
      free.countDown();
      assertThatAnswersAreKeptAgain(entasis, 2);
    }
  }

  /** So quick, and over connections made anew each time, that no poll need fail: the log tells of its new life. */
  @Test
  void aRestartIsNoticedThoughNoPollFails(TestServer server, TestDatabase database) {
    CacheSettings slow = CacheSettings.defaults().staleness(Duration.ofSeconds(2));
    try (Entasis entasis = Caching.following(database.entasis().cache(slow).open())) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);

      server.restart();

      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().restarts() > 0);
      assertThatAnswersAreKeptAgain(entasis, 1);
    }
  }

  @Test
  @EntasisTest(durable = true)
  void aCrashEmptiesTheLogAndTheCache(TestServer server, TestDatabase database) {
    try (Entasis entasis = Caching.open(database, Caching.STRICT)) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);
      String life = database.query("select key from change_log where xid = '0'").get(0);

      server.kill();

      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().restarts() > 0);
      database.execute(Kept.PREDICTION.sql("A", 2));
      Caching.awaitPast(System.nanoTime(), BOUND);
      assertThat(persistentRead(entasis)).isEqualTo(2);
      assertThatAnswersAreKeptAgain(entasis, 2);
      assertThat(database.query("select key from change_log where xid = '0'"))
          .isNotEmpty()
          .doesNotContain(life);
    }
  }

  /** It survives the crash and what it has noted does not. */
  @Test
  void aTransactionThatWasPreparedBeforeACrashHasToEndFirst() {
    try (TestServer server =
            TestServer.embedded().setting("max_prepared_transactions", "2").start();
        TestDatabase database = server.createDatabase();
        Entasis entasis = Caching.open(database, Caching.STRICT)) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      database.execute("begin; " + Kept.PREDICTION.sql("A", 2) + "; prepare transaction 'two'");

      server.kill();
      await()
          .atMost(Caching.PATIENCE)
          .ignoreExceptionsInstanceOf(EntasisException.class)
          .until(() ->
              entasis.cache().polls().failures() > 0 && Kept.PREDICTION.read(entasis, "A") == 1);
      long failures = entasis.cache().polls().failures();
      await()
          .atMost(Caching.PATIENCE)
          .until(() -> entasis.cache().polls().failures() > failures + 2);
      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);

      database.execute("commit prepared 'two'");
      assertThatAnswersAreKeptAgain(entasis, 2);
    }
  }

  @Test
  void aLogThatSomebodyEmptiesIsBegunAnew(TestDatabase database) {
    try (Entasis entasis = Caching.open(database, Caching.STRICT)) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);
      long restarts = entasis.cache().polls().restarts();

      database.execute("begin; " + Kept.PREDICTION.sql("A", 2) + "; truncate change_log; commit");
      Caching.awaitPast(System.nanoTime(), BOUND);

      assertThat(persistentRead(entasis)).isEqualTo(2);
      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().restarts() > restarts);
      assertThatAnswersAreKeptAgain(entasis, 2);
    }
  }

  /** As after a crash between two polls, when another process was the first to miss the log's name. */
  @Test
  void anotherLifeOfTheLogIsNoticed(TestDatabase database) {
    try (Entasis entasis = Caching.open(database, Caching.CALM)) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);

      database.execute("begin; " + Kept.PREDICTION.sql("A", 2)
          + "; truncate change_log; insert into change_log (xid, kind, key)"
          + " values ('0', 0, gen_random_uuid()::text); commit");
      Caching.awaitPast(System.nanoTime(), Caching.CALM.staleness());

      assertThat(persistentRead(entasis)).isEqualTo(2);
      assertThat(entasis.cache().polls().failures()).isZero();
    }
  }

  /** A copy has the same log, on the same server; behind a pooler no poll fails. */
  @Test
  void aDatabaseThatTakesThePlaceOfAnotherIsNoticed(TestDatabase database) {
    String copy = database.name() + "_copy";
    database.execute("create database " + copy + " template " + database.name());
    MovedDataSource pooler = new MovedDataSource(database.dataSource());
    try (Entasis entasis = Caching.following(Entasis.builder()
        .dataSource(pooler)
        .cache(Caching.CALM)
        .rollupRefresh(Duration.ZERO)
        .open())) {
      Kept.PREDICTION.save(entasis, "A", 1);
      assertThatAnswersAreKeptAgain(entasis, 1);

      pooler.moveTo(database, copy);
      Caching.awaitPast(System.nanoTime(), Caching.CALM.staleness());

      assertThat(persistentRead(entasis)).isZero();
      assertThat(entasis.cache().polls().failures()).isZero();
    } finally {
      database.execute("drop database " + copy + " with (force)");
    }
  }

  @Test
  void aLogThatMayNotBeReadMeansThatNothingIsKept(TestDatabase database) {
    try (Entasis entasis = Caching.open(database, Caching.STRICT)) {
      database.execute(Kept.PREDICTION.sql("A", 1));
      assertThatAnswersAreKeptAgain(entasis, 1);

      long failures = entasis.cache().polls().failures();
      database.execute("alter table change_log rename to hidden");
      awaitDoubt(entasis, failures);

      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      assertThat(Kept.PREDICTION.answer(entasis, "A").source()).isEqualTo(AnswerSource.DATABASE);
      database.execute("alter table hidden rename to change_log");
      assertThatAnswersAreKeptAgain(entasis, 1);
    }
  }

  @Test
  @EntasisTest(migrated = false)
  void theTablesMayBeMadeLater(TestDatabase database) {
    try (Entasis entasis = Caching.on(database).cache(Caching.STRICT).open()) {
      await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().failures() > 0);

      entasis.schema().migrate();

      assertThatAnswersAreKeptAgain(entasis, 0);
    }
  }

  private static void assertThatAnswersAreKeptAgain(Entasis entasis, int version) {
    await()
        .atMost(Caching.PATIENCE)
        .ignoreExceptionsInstanceOf(EntasisException.class)
        .until(
            () -> Kept.PREDICTION.answer(entasis, "A"),
            answer -> answer.source() == AnswerSource.CACHE && answer.value() == version);
  }

  /** A failure is counted before the doubt, but after the doubt of the failure before. */
  private static void awaitDoubt(Entasis entasis, long failures) {
    await().atMost(Caching.PATIENCE).until(() -> entasis.cache().polls().failures() > failures + 1);
  }

  /** The connection that is borrowed may be one that was killed. */
  private static int persistentRead(Entasis entasis) {
    return await()
        .atMost(Caching.PATIENCE)
        .ignoreExceptionsInstanceOf(EntasisException.class)
        .until(() -> Kept.PREDICTION.read(entasis, "A"), version -> true);
  }
}
