package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.error.ClosedException;
import io.entasis.error.InvalidInputException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stream is lazy, and however it ends its connection is free and fit for use. */
@EntasisTest
class TickStreamTest {

  private static final String AT = "2024-03-01T10:00:00Z";

  @Test
  void rowsArriveAsTheyAreRead(TestDatabase database) {
    fill(database, 40_000);
    try (Entasis entasis = Pools.ofOne(database)) {
      try (Stream<Tick> stream = entasis.ticks().all().stream()) {
        Iterator<Tick> rows = stream.iterator();
        rows.next();
        assertThat(sending(database)).as("statements that wait for the reader").hasSize(1);
      }
      assertThat(sending(database)).isEmpty();
      assertThat(entasis.ticks().all().limit(1).list()).hasSize(1);
    }
  }

  @Test
  void aSlowReaderIsNotCutByTheTimeLimitOfStatements(TestDatabase database) {
    fill(database, 40_000);
    String limited = database.with("options", "-c statement_timeout=1500").jdbcUrl();
    try (Entasis entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(limited)
        .user(database.user())
        .poolSize(1)
        .open()) {
      try (Stream<Tick> stream = entasis.ticks().all().stream()) {
        Iterator<Tick> rows = stream.iterator();
        rows.next();
        assertThat(sending(database)).hasSize(1);
        database.query("select pg_sleep(1.8)");
        int left = 0;
        for (; rows.hasNext(); rows.next()) {
          left++;
        }
        assertThat(left).isEqualTo(39_999);
      }
      assertThat(entasis.ticks().all().limit(1).list()).hasSize(1);
    }
  }

  @Test
  void aStreamCanBeLeftAfterAnyNumberOfRows(TestDatabase database) {
    fill(database, 3_000);
    try (Entasis entasis = Pools.ofOne(database)) {
      for (int rows = 0; rows < 60; rows++) {
        try (Stream<Tick> stream = entasis.ticks().all().stream()) {
          assertThat(stream.limit(rows * 53L)).hasSize(Math.min(rows * 53, 3_000));
        }
        assertThat(entasis.ticks().all().count()).isEqualTo(3_000);
      }
    }
  }

  @Test
  void aStreamThatIsReadToItsEndNeedsNoClose(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, tick("IBM", AT, "1"), tick("IBM", AT, "2"));
      for (int i = 0; i < 10; i++) {
        assertThat(entasis.ticks().all().stream().toList()).hasSize(2);
        assertThat(entasis.ticks().of("NONE").stream().toList()).isEmpty();
      }
    }
  }

  @Test
  void aStreamCanBeClosedTwice(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, tick("IBM", AT, "1"), tick("IBM", AT, "2"));
      Stream<Tick> unread = entasis.ticks().all().stream();
      unread.close();
      Stream<Tick> stream = entasis.ticks().all().stream();
      stream.iterator().next();
      stream.close();
      try (Stream<Tick> next = entasis.ticks().all().stream()) {
        unread.close();
        stream.close();
        assertThat(next).hasSize(2);
      }
    }
  }

  @Test
  void aStreamThatIsClosedSaysSoWhenItIsReadOn(Entasis entasis) {
    Sample.store(entasis, tick("IBM", AT, "1"), tick("IBM", AT, "2"));
    Stream<Tick> stream = entasis.ticks().all().stream();
    Iterator<Tick> rows = stream.iterator();
    rows.next();
    stream.close();

    assertThatThrownBy(rows::next).isInstanceOf(ClosedException.class);
  }

  @Test
  void aFailingConsumerGivesTheConnectionBack(TestDatabase database) {
    fill(database, 3_000);
    try (Entasis entasis = Pools.ofOne(database)) {
      IllegalStateException failure = new IllegalStateException("enough");
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> entasis.ticks().all().forEach(tick -> {
              throw failure;
            }))
            .isSameAs(failure);
        assertThatThrownBy(() -> entasis.bars().of(EMOJI, BarSize.ofSeconds(1)).forEach(bar -> {
              throw failure;
            }))
            .isSameAs(failure);
        assertThat(entasis.ticks().all().count()).isEqualTo(3_000);
      }
    }
  }

  @Test
  void aStreamOfBarsCanBeLeftToo(TestDatabase database) {
    fill(database, 3_000);
    try (Entasis entasis = Pools.ofOne(database)) {
      for (int i = 0; i < 20; i++) {
        try (Stream<Bar> stream = entasis.bars().of(EMOJI, BarSize.ofSeconds(1)).stream()) {
          assertThat(stream.limit(i * 10L)).hasSize(i * 10);
        }
        assertThat(entasis.bars().of(EMOJI, BarSize.ofMonth()).stream().toList())
            .hasSize(1);
      }
    }
  }

  @Test
  void severalStreamsRunAtOnceOnSeveralThreads(TestDatabase database) throws Exception {
    fill(database, 2_000);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Entasis entasis = Pools.on(database).poolSize(4).open()) {
      TickQuery query = entasis.ticks().all();
      List<Tick> expected = query.list();
      Callable<Boolean> work = () -> {
        for (int i = 0; i < 5; i++) {
          try (Stream<Tick> stream = query.stream()) {
            assertThat(stream.toList()).isEqualTo(expected);
          }
          assertThat(query.columns().size()).isEqualTo(expected.size());
          assertThat(query.findLatest()).contains(expected.get(1_999));
          assertThat(query.descending().limit(1).list()).containsExactly(expected.get(1_999));
        }
        return true;
      };
      for (Future<Boolean> done : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void inATransactionOtherCallsAreMadeBetweenTheRows(TestDatabase database) {
    fill(database, 2_500);
    try (Entasis entasis = Pools.on(database).poolSize(2).open()) {
      entasis.useTransaction(transaction -> {
        transaction.ticks().save(tick("IBM", AT, "1"));
        int rows = 0;
        try (Stream<Tick> stream = transaction.ticks().all().stream();
            Stream<Tick> other = transaction.ticks().all().descending().stream()) {
          Iterator<Tick> more = other.iterator();
          for (Tick tick : (Iterable<Tick>) stream::iterator) {
            rows++;
            assertThat(more.next()).isNotNull();
            if (rows % 500 == 0) {
              assertThat(transaction.ticks().of("IBM").list()).hasSize(rows / 500);
              transaction.ticks().save(tick("IBM", AT, tick.price().toString()));
              assertThat(transaction.ticks().of("IBM").columns().size()).isEqualTo(rows / 500 + 1);
              assertThat(transaction.ticks().of("IBM").findLatest()).isPresent();
              assertThat(transaction.bars().of("IBM", BarSize.ofMonth()).count())
                  .isEqualTo(1);
            }
          }
        }
        assertThat(rows).isEqualTo(2_501);
        assertThat(transaction.ticks().all().count()).isEqualTo(2_506);
      });
      assertThat(entasis.ticks().of("IBM").count()).isEqualTo(6);
    }
  }

  @Test
  void aTransactionSeesItsWritesAndNobodyElseDoes(Entasis entasis) {
    Sample.store(entasis, tick("IBM", AT, "1"));
    entasis.useTransaction(transaction -> {
      transaction.ticks().saveAll(List.of(tick("IBM", AT, "2"), tick("AIG", AT, "3")));
      TickQuery inside = transaction.ticks().all();
      assertThat(inside.count()).isEqualTo(3);
      assertThat(inside.list()).hasSize(3);
      assertThat(inside.columns().size()).isEqualTo(3);
      assertThat(inside.stream().toList()).hasSize(3);
      assertThat(inside.symbols()).containsExactly("AIG", "IBM");
      assertThat(inside.latestPerSymbol()).hasSize(2);
      assertThat(transaction.ticks().of("IBM").findLatest()).contains(tick("IBM", AT, "2"));
      List<Tick> each = new ArrayList<>();
      inside.forEach(each::add);
      assertThat(each).hasSize(3);
      assertThat(transaction.bars().of("AIG", BarSize.ofHours(1)).list()).hasSize(1);
      assertThat(entasis.ticks().all().count()).isEqualTo(1);
    });
    assertThat(entasis.ticks().all().count()).isEqualTo(3);
  }

  @Test
  void aStreamLeftEarlyLeavesItsTransactionUsable(TestDatabase database) {
    fill(database, 3_000);
    try (Entasis entasis = Pools.on(database).poolSize(2).open()) {
      entasis.useTransaction(transaction -> {
        for (int i = 0; i < 10; i++) {
          try (Stream<Tick> stream = transaction.ticks().all().stream()) {
            assertThat(stream.limit(5)).hasSize(5);
          }
          transaction.ticks().save(tick("IBM", AT, "1"));
          assertThatThrownBy(() -> transaction.ticks().all().forEach(tick -> {
                throw new IllegalStateException("enough");
              }))
              .isInstanceOf(IllegalStateException.class);
        }
      });
      assertThat(entasis.ticks().of("IBM").count()).isEqualTo(10);
    }
  }

  @Test
  void columnsThatDoNotFitLeaveTheirTransactionUsable(TestDatabase database) {
    fill(database, 3_000);
    try (Entasis entasis = Pools.on(database).poolSize(2).open()) {
      Sample.store(entasis, tick("BIG", "2023-12-31T00:00:00Z", "100000000000"));
      entasis.useTransaction(transaction -> {
        transaction.ticks().save(tick("IBM", AT, "1"));
        assertThatThrownBy(() -> transaction.ticks().all().columns())
            .isInstanceOf(InvalidInputException.class);
        assertThat(transaction.ticks().of("IBM").list()).hasSize(1);
      });
      assertThat(entasis.ticks().of("IBM").count()).isEqualTo(1);
    }
  }

  @Test
  void aStreamEndsWithItsTransaction(Entasis entasis) {
    Sample.store(entasis, tick("IBM", AT, "1"), tick("IBM", AT, "2"));
    Iterator<Tick> rows = entasis.withTransaction(transaction -> {
      Iterator<Tick> open = transaction.ticks().all().stream().iterator();
      open.next();
      return open;
    });

    assertThatThrownBy(rows::next).isInstanceOf(ClosedException.class);
  }

  @Test
  void aQueryOfATransactionEndsWithIt(Entasis entasis) {
    TickQuery query = entasis.withTransaction(transaction -> transaction.ticks().all());

    assertThatThrownBy(query::list).isInstanceOf(ClosedException.class);
    assertThatThrownBy(query::stream).isInstanceOf(ClosedException.class);
    assertThatThrownBy(query::count).isInstanceOf(ClosedException.class);
    assertThatThrownBy(query::findLatest).isInstanceOf(ClosedException.class);
  }

  @Test
  void connectionsOfTheAppComeBackAsTheyWere(Entasis entasis, TestDatabase database) {
    Sample.store(
        entasis, IntStream.range(0, 100).mapToObj(i -> tick("IBM", AT, "1")).toList());
    for (boolean autoCommit : new boolean[] {true, false}) {
      LentConnection lent = new LentConnection(database, autoCommit);
      try (Entasis borrowing = Entasis.builder()
          .rollupRefresh(Duration.ZERO)
          .dataSource(lent.dataSource())
          .open()) {
        assertThatCode(() -> {
              borrowing.ticks().all().list();
              lent.assertAsItWas();
              assertThat(borrowing.ticks().all().stream().toList()).isNotNull();
              lent.assertAsItWas();
              try (Stream<Tick> stream = borrowing.ticks().all().stream()) {
                stream.iterator().next();
              }
              lent.assertAsItWas();
              borrowing.ticks().all().columns();
              borrowing.ticks().all().findLatest();
              lent.assertAsItWas();
            })
            .doesNotThrowAnyException();
      } finally {
        lent.end();
      }
    }
  }

  private static final String EMOJI = "😀".repeat(20);

  /** Rows as wide as they can be, so that a few thousand of them overfill the buffers between server and client. */
  static void fill(TestDatabase database, int rows) {
    database.execute("create table market_data_y2024m01 partition of market_data"
        + " for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00')");
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " select '" + EMOJI + "', '" + EMOJI
        + "', timestamptz '2024-01-01 00:00+00' + n * interval '1 s',"
        + " 12345678901.12345678, n from generate_series(1, " + rows + ") n");
  }

  /** Statements that have more to send than the reader took. */
  private static List<String> sending(TestDatabase database) {
    return database.query("select pid from pg_stat_activity where datname = current_database()"
        + " and state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'");
  }
}
