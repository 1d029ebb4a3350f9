package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class BarsGuideTest {

  private static final TimeRange WEEK =
      TimeRange.between(LocalDate.of(2024, 3, 6), LocalDate.of(2024, 3, 13));

  @BeforeEach
  void load(Entasis entasis) {
    entasis
        .ticks()
        .saveAll(
            MarketSimulator.seeded(42)
                .crypto()
                .only("BTC-USDT", "ETH-USDT")
                .paced(0.005)
                .during(WEEK)
                .stream());
  }

  @Test
  void buildsBars(Entasis entasis) {
    // begin bars
    List<Bar> bars = entasis
        .bars()
        .of(List.of("BTC-USDT", "ETH-USDT"), BarSize.ofMinutes(15))
        .during(WEEK)
        .list();

    Bar bar = bars.get(0);
    System.out.println(bar.start() + " " + bar.close() + " " + bar.vwap().orElse(bar.close()));
    // end bars
    assertThat(bars).hasSizeGreaterThan(1_000);
    assertThat(bar.end()).isEqualTo(bar.start().plusSeconds(900));
  }

  @Test
  void alignsThem(Entasis entasis) {
    ZoneId newYork = ZoneId.of("America/New_York");
    // begin align
    List<Bar> localDays = entasis
        .bars()
        .of("BTC-USDT", BarSize.ofDays(1))
        .in(newYork)
        .during(WEEK)
        .list();

    List<Bar> fxDays = entasis
        .bars()
        .of("BTC-USDT", BarSize.ofDays(1))
        .in(newYork)
        .origin(LocalDateTime.of(2000, 1, 2, 17, 0))
        .during(WEEK)
        .list();
    // end align
    assertThat(localDays).anySatisfy(day -> assertThat(hours(day)).isEqualTo(23));
    assertThat(fxDays)
        .allSatisfy(day -> assertThat(day.start().atZone(newYork).getHour()).isEqualTo(17));
  }

  private static long hours(Bar bar) {
    return TimeRange.of(bar.start(), bar.end()).length().toHours();
  }
}
