package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.Transaction;
import io.entasis.error.ClosedException;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.Ticks;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@EntasisTest
class TransactionTest {

  private final Entasis entasis;
  private final TestDatabase database;

  TransactionTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void commitsAsOne() {
    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1));
      transaction.ticks().saveAll(List.of(tick(2)));
      assertThat(Rows.count(database)).isZero();
      assertThat(entasis.ticks().all().count()).isZero();
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
    assertThat(database.query("select count(distinct created_at) from market_data"))
        .containsExactly("1");
  }

  @Test
  void rollsBackAsOneAndPassesExceptionsThrough() {
    IOException failure = new IOException("of the app");

    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(tick(1));
          transaction.ticks().saveAll(series(100), IngestOptions.defaults().batchSize(30));
          throw failure;
        }))
        .isSameAs(failure);
    assertThatThrownBy(() -> entasis.withTransaction(transaction -> {
          transaction.ticks().save(tick(1));
          throw new StackOverflowError();
        }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(Rows.count(database)).isZero();
    assertThat(database.query("select count(*) from ingest_batch")).containsExactly("0");
  }

  @Test
  void partitionsStayWhenItIsRolledBack() {
    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          transaction.ticks().save(tick(1));
          throw new IllegalStateException();
        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(Rows.partitions(database)).containsExactly("market_data_y2024m01");
  }

  @Test
  void returnsWhatItsFunctionReturns() {
    Tick latest = entasis.withTransaction(transaction -> {
      transaction.ticks().saveAll(series(3));
      return transaction.ticks().of("IBM").findLatest().orElseThrow();
    });

    assertThat(latest).isEqualTo(series(3).get(2));
  }

  @Test
  void seesItsOwnWrites() {
    entasis.ticks().save(tick(1));

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(2));
      transaction.ticks().saveAll(List.of(tick(3)));
      assertThat(transaction.ticks().all().list()).containsExactly(tick(1), tick(2), tick(3));
      assertThat(transaction.ticks().all().columns().size()).isEqualTo(3);
      assertThat(transaction.ticks().of("IBM").findLatest()).contains(tick(3));
      assertThat(entasis.ticks().all().list()).containsExactly(tick(1));
    });
  }

  @Test
  void nothingWorksAfterItsEnd() {
    entasis.ticks().save(tick(1));
    AtomicReference<Transaction> escaped = new AtomicReference<>();
    AtomicReference<Ticks> ticks = new AtomicReference<>();
    entasis.useTransaction(transaction -> {
      escaped.set(transaction);
      ticks.set(transaction.ticks());
    });

    assertClosed(() -> escaped.get().ticks().save(tick(2)));
    assertClosed(() -> ticks.get().save(tick(2)));
    assertClosed(() -> ticks.get().saveAll(List.of(tick(2))));
    assertClosed(() -> ticks.get().saveAll(List.of()));
    assertClosed(() -> ticks.get().all().list());
    assertClosed(() -> ticks.get().of("IBM").findLatest());
    assertClosed(() -> ticks.get().all().count());
    assertThat(Rows.ticks(database)).containsExactly(tick(1));
  }

  @Test
  void nothingWorksAfterAFailedEndEither() {
    AtomicReference<Ticks> ticks = new AtomicReference<>();
    assertThatThrownBy(() -> entasis.useTransaction(transaction -> {
          ticks.set(transaction.ticks());
          throw new IllegalStateException();
        }))
        .isInstanceOf(IllegalStateException.class);

    assertClosed(() -> ticks.get().save(tick(2)));
    assertClosed(() -> ticks.get().all().list());
  }

  @Test
  void streamsAndWritesTakeTurns() {
    entasis.ticks().saveAll(series(250));

    entasis.useTransaction(transaction -> {
      try (Stream<Tick> stream = transaction.ticks().of("IBM").stream()) {
        Iterator<Tick> rows = stream.iterator();
        int read = 0;
        while (rows.hasNext()) {
          Tick row = rows.next();
          assertThat(row).isEqualTo(series(250).get(read++));
          if (read % 10 == 0) {
            transaction.ticks().saveAll(List.of(copyOf(row)));
          } else {
            transaction.ticks().save(copyOf(row));
          }
        }
        assertThat(read).isEqualTo(250);
      }
    });

    assertThat(entasis.ticks().of("COPY").count()).isEqualTo(250);
  }

  @Test
  void aStreamOfItMayBeTheSourceOfItsWrites() {
    entasis.ticks().saveAll(series(2_500));

    entasis.useTransaction(transaction -> transaction
        .ticks()
        .saveAll(
            transaction.ticks().of("IBM").stream().map(TransactionTest::copyOf),
            IngestOptions.defaults().batchSize(700)));

    assertThat(entasis.ticks().of("COPY").count()).isEqualTo(2_500);
  }

  @Test
  void aRejectedTickLeavesTheRest() {
    Tick bad = new Tick("", "NYSE", SampleTicks.NOON, tick(1).price(), tick(1).volume());

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1));
      assertThatThrownBy(() -> transaction.ticks().save(bad))
          .isInstanceOf(InvalidInputException.class);
      transaction.ticks().save(tick(2));
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
  }

  @Test
  void aBatchThatTheDatabaseRefusesLeavesTheRest() {
    database.execute("alter table market_data add constraint of_the_app check (price <> 13)");

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1));
      assertThatThrownBy(() -> transaction.ticks().saveAll(series(20)))
          .isInstanceOf(EntasisException.class);
      transaction.ticks().save(tick(2));
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
  }

  @Test
  void aPartitionDroppedMeanwhileIsThereAgainWhenItIsRepeated() {
    entasis.ticks().saveAll(series(3));
    database.execute("drop table market_data_y2024m01");

    assertThatThrownBy(
            () -> entasis.useTransaction(transaction -> transaction.ticks().saveAll(series(2))))
        .hasCauseInstanceOf(RetryableException.class);
    entasis.useTransaction(transaction -> transaction.ticks().saveAll(series(2)));

    assertThat(Rows.count(database)).isEqualTo(2);
  }

  private static Tick copyOf(Tick row) {
    return new Tick("COPY", "NYSE", row.timestamp(), row.price(), row.volume());
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ClosedException.class);
  }
}
