package io.entasis.examples.guide;

// begin test
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.fixture.MarketSimulator;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

@EntasisTest
class TestingGuideTest {

  @Test
  void storesWhatItIsGiven(Entasis entasis, TestDatabase database) {
    List<Tick> feed = MarketSimulator.seeded(42).crypto().limit(1_000).list();

    entasis.ticks().saveAll(feed);

    assertThat(entasis.ticks().all().list()).isEqualTo(feed);
    assertThat(database.query("select count(*) from market_data")).containsExactly("1000");
  }
}
// end test
