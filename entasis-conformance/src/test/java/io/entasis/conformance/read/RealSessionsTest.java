package io.entasis.conformance.read;

import static io.entasis.calendar.TradingCalendars.XNYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarState;
import io.entasis.bar.BarThreshold;
import io.entasis.bar.RealisedVolatility;
import io.entasis.calendar.TradingSession;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Sessions, fills and other bars of trades of a real stock. */
@EntasisTest
@EnabledIfEnvironmentVariable(named = "ENTASIS_DATA", matches = ".+")
class RealSessionsTest {

  @Test
  void barsOfAWeekOfIbm(Entasis entasis) throws IOException {
    List<Tick> ticks = ibm();
    Sample.store(entasis, ticks);
    LocalDate first = ticks.get(0).timestamp().atZone(XNYS.zone()).toLocalDate();
    List<TradingSession> week = XNYS.sessions(first, first.plusDays(7));
    TimeRange range = TimeRange.of(week.get(0).open(), week.get(week.size() - 1).close());
    BarQuery query = entasis.bars().of("IBM", BarSize.ofMinutes(65)).session(XNYS);

    assertThat(week)
        .hasSize(5)
        .allSatisfy(
            session -> assertThat(session.range().toString()).contains("T13:30:00Z", "T20:00:00Z"));
    for (BarSize size : List.of(BarSize.ofMinutes(65), BarSize.ofHours(1), BarSize.ofDays(1))) {
      assertThat(entasis.bars().of("IBM", size).session(XNYS).list())
          .as("%s", size)
          .isEqualTo(new SessionModel(XNYS, size).bars(ticks));
    }
    assertThat(query.count()).isEqualTo(30);
    assertThat(query.during(range).slots().count()).isEqualTo(30);
    List<Bar> seconds = entasis
        .bars()
        .of("IBM", BarSize.ofSeconds(1))
        .session(XNYS)
        .during(range)
        .fillPreviousClose(600)
        .list();
    assertThat(seconds.size()).isBetween(5 * 23_400 - 30, 5 * 23_400);
    assertThat(seconds.stream().filter(bar -> bar.state() == BarState.FILLED)).isNotEmpty();
    assertThat(RealisedVolatility.sample(query.list()).orElseThrow().annualised(252 * 6))
        .isBetween(0.02, 2.0);
  }

  @Test
  void otherBarsOfAWeekOfIbm(Entasis entasis) throws IOException {
    List<Tick> ticks = ibm();
    Sample.store(entasis, ticks);
    for (BarThreshold threshold : List.of(
        BarThreshold.ofTicks(1_000),
        BarThreshold.ofVolume(BigDecimal.valueOf(250_000)),
        BarThreshold.ofNotional(BigDecimal.valueOf(50_000_000)))) {
      List<Bar> bars = entasis.bars().of("IBM", threshold).list();

      assertThat(bars.stream().mapToLong(Bar::ticks).sum()).isEqualTo(ticks.size());
      assertThat(bars.subList(0, bars.size() - 1))
          .hasSizeGreaterThan(10)
          .allMatch(bar -> bar.state() == BarState.FINAL);
      Bar day = entasis.bars().of("IBM", BarSize.ofDays(31)).list().get(0);
      assertThat(bars.stream().map(Bar::notional).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(day.notional());
    }
    assertThat(entasis.ticks().of("IBM").vwapPerSymbol().get("IBM"))
        .isEqualTo(entasis
            .bars()
            .of("IBM", BarSize.ofDays(31))
            .list()
            .get(0)
            .vwap()
            .orElseThrow()
            .stripTrailingZeros());
  }

  private static List<Tick> ibm() throws IOException {
    for (Path file : RealTicks.files()) {
      if (file.getFileName().toString().contains("IBM")) {
        return RealTicks.read(file);
      }
    }
    throw new AssertionError("ENTASIS_DATA holds no ticks of IBM");
  }
}
