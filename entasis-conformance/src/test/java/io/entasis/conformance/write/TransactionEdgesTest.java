package io.entasis.conformance.write;

import static io.entasis.conformance.write.SampleTicks.NOON;
import static io.entasis.conformance.write.SampleTicks.at;
import static io.entasis.conformance.write.SampleTicks.series;
import static io.entasis.conformance.write.SampleTicks.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.entasis.Entasis;
import io.entasis.error.ClosedException;
import io.entasis.error.EntasisException;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@EntasisTest
class TransactionEdgesTest {

  private final Entasis entasis;
  private final TestDatabase database;

  TransactionEdgesTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void aStreamThatOutlivesItIsClosed() {
    entasis.ticks().saveAll(series(5_000));
    AtomicReference<Iterator<Tick>> rows = new AtomicReference<>();
    entasis.useTransaction(transaction -> {
      rows.set(transaction.ticks().all().stream().iterator());
      assertThat(rows.get().next()).isEqualTo(series(1).get(0));
    });

    assertThatThrownBy(() -> rows.get().forEachRemaining(row -> {}))
        .isInstanceOf(ClosedException.class);
  }

  /** The failure of a call leaves nothing of that call, and the rest as it was. */
  @Test
  void aTickThatTheDatabaseRefusesLeavesTheRest() {
    database.execute("alter table market_data add constraint of_the_app check (price <> 13)");

    entasis.useTransaction(transaction -> {
      transaction.ticks().save(tick(1));
      assertThatThrownBy(() -> transaction.ticks().save(tick(13)))
          .isInstanceOf(EntasisException.class);
      transaction.ticks().save(tick(2));
    });

    assertThat(Rows.ticks(database)).containsExactly(tick(1), tick(2));
  }

  @Test
  void onePooledConnectionIsEnoughForATransactionThatNeedsNewMonths() {
    try (Entasis small = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .url(database.with("loginTimeout", "30").with("connectTimeout", "30").jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(1)
        .connectionTimeout(Duration.ofSeconds(1))
        .open()) {
      Throwable thrown = catchThrowable(() -> small.useTransaction(transaction -> {
        transaction.ticks().save(at(NOON, 1));
        transaction.ticks().saveAll(List.of(at(NOON.plus(Duration.ofDays(60)), 2)));
      }));

      assertThat(thrown).isNull();
    }
    assertThat(Rows.count(database)).isEqualTo(2);
  }
}
