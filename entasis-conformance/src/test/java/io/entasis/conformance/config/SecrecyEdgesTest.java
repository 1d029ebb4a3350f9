package io.entasis.conformance.config;

import io.entasis.Entasis;
import io.entasis.conformance.write.SampleTicks;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others say about a row is not repeated either; it is in the cause. */
@EntasisTest
class SecrecyEdgesTest {

  private static final BigDecimal NUMBER = new BigDecimal("271828.18284590");
  private static final Tick ROW =
      new Tick("MARKERx7", "MARKERx7", SampleTicks.NOON, NUMBER, NUMBER);

  private final Entasis entasis;
  private final TestDatabase database;

  SecrecyEdgesTest(Entasis entasis, TestDatabase database) {
    this.entasis = entasis;
    this.database = database;
  }

  @Test
  void whatATriggerOfTheAppSays() {
    database.execute("create function refuse() returns trigger language plpgsql as $$ begin"
        + " raise exception 'no % for %', new.symbol, new.price; end $$");
    database.execute("create trigger refuse before insert on market_data"
        + " for each row execute function refuse()");

    SecrecyTest.assertTellsNothing(() -> entasis.ticks().save(ROW));
    SecrecyTest.assertTellsNothing(() -> entasis.ticks().saveAll(List.of(ROW)));
  }

  @Test
  void whatASourceSays() {
    SecrecyTest.assertTellsNothing(() -> entasis
        .ticks()
        .saveAll(List.of(ROW).stream().peek(row -> {
          throw new IllegalStateException("cannot read " + row);
        })));
  }
}
