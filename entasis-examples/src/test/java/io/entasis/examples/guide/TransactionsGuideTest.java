package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.OutcomeUnknownException;
import io.entasis.fixture.MarketSimulator;
import io.entasis.ingest.IngestOptions;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

@EntasisTest
class TransactionsGuideTest {

  private final List<Tick> ticks = MarketSimulator.seeded(7).crypto().limit(20).list();

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
  void namesWhatToDoNext(Entasis entasis) {
    // begin errors
    IngestOptions options = IngestOptions.defaults().key("batch-17");
    try {
      entasis.ticks().saveAll(ticks, options);
    } catch (OutcomeUnknownException e) {
      remember(e.batchKey()); // stored or not: save the same rows under this key later
    } catch (DatabaseUnavailableException e) {
      tryAgainLater(); // nothing was stored
    }
    // end errors
    assertThat(entasis.ticks().all().count()).isEqualTo(20);
  }

  private void remember(String key) {
    throw new AssertionError(key);
  }

  private void tryAgainLater() {
    throw new AssertionError("the database is there");
  }
}
