package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.error.RetryableException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestFailedException;
import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestReport;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.FaultProxy;
import io.entasis.testkit.TestDatabase;
import io.entasis.testkit.TestServer;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@EntasisTest
class TransactionsGuideTest {

  private final List<Tick> ticks = MarketSimulator.seeded(7).crypto().limit(20).list();
  private final List<Supplier<IngestReport>> forLater = new ArrayList<>();

  @Test
  void worksInOneTransaction(Entasis entasis) {
    // begin transaction
    long known = entasis.withTransaction(tx -> {
      tx.ticks().saveAll(ticks);
      return tx.ticks().all().count(); // sees its own writes
    });
    // end transaction
    assertThat(known).isEqualTo(20);
  }

  @Test
  void aCallIsRepeatedUnderItsKey(TestServer server, TestDatabase database) {
    try (FaultProxy proxy = FaultProxy.before(server);
        Entasis entasis = through(database.through(proxy))) {
      entasis.ticks().save(ticks.get(0)); // makes the month
      proxy.onStatement("COMMIT").loseReply();
      proxy.refuse();

      saveOrLater(entasis);

      assertThat(forLater).hasSize(1);
      proxy.heal();
      awaitConnection(entasis);
      assertThat(forLater.get(0).get().duplicate()).isEqualTo(20);
      assertThat(entasis.ticks().all().count()).isEqualTo(21);
    }
  }

  /** The pool tries again after pauses of its own. */
  private static void awaitConnection(Entasis entasis) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(DatabaseUnavailableException.class)
        .until(() -> entasis.ticks().all().count() == 21);
  }

  private void saveOrLater(Entasis entasis) {
    // begin errors
    IngestOptions once = IngestOptions.defaults().key("binance-2024-03-01");
    try {
      entasis.ticks().saveAll(ticks, once);
    } catch (IngestFailedException e) {
      if (e.getCause() instanceof RetryableException
          || e.getCause() instanceof OutcomeUnknownException) {
        later(() -> entasis.ticks().saveAll(ticks, once));
      } else {
        throw e;
      }
    }
    // end errors
  }

  private static Entasis through(TestDatabase database) {
    return Entasis.builder()
        .url(database.jdbcUrl())
        .user(database.user())
        .password(database.password())
        .poolSize(1)
        .connectionTimeout(Duration.ofMillis(300))
        .rollupRefresh(Duration.ZERO)
        .open();
  }

  private void later(Supplier<IngestReport> call) {
    forLater.add(call);
  }
}
