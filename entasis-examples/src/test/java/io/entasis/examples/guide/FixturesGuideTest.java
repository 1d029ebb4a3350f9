package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.fixture.Instrument;
import io.entasis.fixture.MarketSimulator;
import io.entasis.fixture.TradingHours;
import io.entasis.market.TimeRange;
import io.entasis.tick.Tick;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixturesGuideTest {

  @Test
  void simulatesMarkets() {
    // begin simulate
    TimeRange day = TimeRange.day(LocalDate.of(2024, 3, 1));

    List<Tick> digital = MarketSimulator.seeded(42).crypto().limit(10_000).list();
    List<Tick> stock =
        MarketSimulator.seeded(42).equities().only("IBM").during(day).list();
    List<Tick> late = MarketSimulator.seeded(42)
        .crypto()
        .limit(10_000)
        .shuffledWithin(Duration.ofSeconds(3))
        .list();
    // end simulate
    assertThat(late).containsExactlyInAnyOrderElementsOf(digital).isNotEqualTo(digital);
    assertThat(stock).isNotEmpty();
  }

  @Test
  void simulatesAnInstrumentOfYourOwn() {
    // begin instrument
    Instrument gold = Instrument.of("GOLD", "LSE", "COMEX")
        .priced("2350.00", "0.05")
        .sized("10", "1")
        .volatility(0.15)
        .ticksPerDay(50_000)
        .trading(TradingHours.newYork());

    List<Tick> ticks = MarketSimulator.seeded(1).with(gold).limit(1_000).list();
    // end instrument
    assertThat(ticks).hasSize(1_000).allMatch(tick -> tick.symbol().equals("GOLD"));
  }
}
