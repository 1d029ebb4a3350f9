package io.entasis.examples.guide;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarSlot;
import io.entasis.bar.BarState;
import io.entasis.bar.BarThreshold;
import io.entasis.bar.RealisedVolatility;
import io.entasis.calendar.SessionHours;
import io.entasis.calendar.TradingCalendar;
import io.entasis.calendar.TradingCalendars;
import io.entasis.calendar.TradingSession;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class SessionsGuideTest {

  private static final TimeRange WEEK =
      TimeRange.between(LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 15));

  @BeforeEach
  void load(Entasis entasis) {
    entasis
        .ticks()
        .saveAll(
            MarketSimulator.seeded(42)
                .equities()
                .only("IBM", "MSFT")
                .paced(0.005)
                .during(WEEK)
                .stream());
  }

  @Test
  void asksForSessions(Entasis entasis) {
    // begin session
    TradingCalendar newYork = TradingCalendars.XNYS;

    List<Bar> bars = entasis
        .bars()
        .of("IBM", BarSize.ofMinutes(65))
        .session(newYork)
        .during(WEEK)
        .list();

    List<Bar> days = entasis
        .bars()
        .of("IBM", BarSize.ofDays(1))
        .session(newYork.extended())
        .during(WEEK)
        .list();

    Optional<TradingSession> independence = newYork.findSession(LocalDate.of(2024, 7, 3));
    // end session
    assertThat(bars).hasSize(30);
    assertThat(days).hasSize(5);
    assertThat(independence)
        .map(TradingSession::close)
        .hasToString("Optional[2024-07-03T17:00:00Z]");
  }

  @Test
  void bringsACalendar(Entasis entasis) {
    // begin calendar
    TradingCalendar zurich = TradingCalendar.builder("XSWX", ZoneId.of("Europe/Zurich"))
        .covering(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
        .hours(
            EnumSet.range(MONDAY, FRIDAY),
            SessionHours.of(LocalTime.of(9, 0), LocalTime.of(17, 20)))
        .closedOn(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 2), LocalDate.of(2024, 8, 1))
        .halfDay(LocalDate.of(2024, 12, 30), LocalTime.of(13, 0))
        .build();
    // end calendar
    assertThat(entasis.bars().of("IBM", BarSize.ofHours(1)).session(zurich).list())
        .isNotEmpty();
  }

  @Test
  void fills(Entasis entasis) {
    // begin fill
    List<Bar> filled = entasis
        .bars()
        .of("IBM", BarSize.ofMinutes(1))
        .session(TradingCalendars.XNYS)
        .during(WEEK)
        .fillPreviousClose(Duration.ofMinutes(30))
        .list();

    List<BarSlot> slots = entasis
        .bars()
        .of("IBM", BarSize.ofMinutes(1))
        .session(TradingCalendars.XNYS)
        .during(WEEK)
        .slots()
        .list();
    // end fill
    assertThat(slots).hasSize(5 * 390);
    assertThat(filled).hasSizeLessThanOrEqualTo(slots.size());
    assertThat(filled.stream().filter(bar -> bar.state() == BarState.FILLED)).isNotEmpty();
  }

  @Test
  void endsBarsByWhatHappened(Entasis entasis) {
    // begin threshold
    List<Bar> ticks =
        entasis.bars().of("IBM", BarThreshold.ofTicks(100)).during(WEEK).list();

    List<Bar> dollars = entasis
        .bars()
        .of("IBM", BarThreshold.ofNotional(new BigDecimal("1000000")))
        .during(WEEK)
        .list();
    // end threshold
    assertThat(ticks).hasSizeGreaterThan(5);
    assertThat(dollars).hasSizeGreaterThan(5);
  }

  @Test
  void averages(Entasis entasis) {
    // begin averages
    Map<String, BigDecimal> vwap =
        entasis.ticks().of("IBM", "MSFT").during(WEEK).vwapPerSymbol();
    Map<String, BigDecimal> twap =
        entasis.ticks().of("IBM", "MSFT").during(WEEK).twapPerSymbol();

    List<Bar> hours = entasis
        .bars()
        .of("IBM", BarSize.ofHours(1))
        .session(TradingCalendars.XNYS)
        .during(WEEK)
        .list();
    Optional<RealisedVolatility> volatility = RealisedVolatility.sample(hours);
    double aYear = volatility.orElseThrow().annualised(252 * 7);
    // end averages
    assertThat(vwap).containsOnlyKeys("IBM", "MSFT");
    assertThat(twap).containsOnlyKeys("IBM", "MSFT");
    assertThat(aYear).isPositive();
  }
}
