package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.fixture.MarketSimulator;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class ReadingTicksGuideTest {

  private static final TimeRange DAY = TimeRange.day(LocalDate.of(2024, 3, 1));

  private List<Tick> stored = List.of();

  @BeforeEach
  void load(Entasis entasis) {
    stored = MarketSimulator.seeded(42).crypto().during(DAY).limit(3_000).list();
    entasis.ticks().saveAll(stored);
  }

  @Test
  void asks(Entasis entasis) {
    // begin ask
    TickQuery large = entasis
        .ticks()
        .of("BTC-USDT", "ETH-USDT")
        .on("BINANCE", "KRAKEN")
        .during(DAY)
        .volumeAtLeast(new BigDecimal("0.5"));

    List<Tick> all = large.list();
    List<Tick> lastTen = large.descending().limit(10).list();
    long number = large.count();
    Optional<Tick> first = large.findFirst();
    // end ask
    assertThat(all).hasSize((int) number).isNotEmpty();
    assertThat(lastTen).hasSize(10).startsWith(all.get(all.size() - 1));
    assertThat(first).contains(all.get(0));
  }

  @Test
  void streams(Entasis entasis) {
    // begin stream
    try (Stream<Tick> ticks = entasis.ticks().of("BTC-USDT").during(DAY).stream()) {
      BigDecimal traded = ticks.map(Tick::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
      System.out.println(traded);
    }
    // end stream
    assertThat(entasis.ticks().of("BTC-USDT").count()).isPositive();
  }

  @Test
  void computesOverColumns(Entasis entasis) {
    // begin columns
    TickColumns columns = entasis.ticks().of("BTC-USDT").during(DAY).columns();

    long highest = Long.MIN_VALUE;
    for (long price : columns.prices()) { // multiples of 0.00000001
      highest = Math.max(highest, price);
    }
    // end columns
    BigDecimal expected = stored.stream()
        .filter(tick -> tick.symbol().equals("BTC-USDT"))
        .map(Tick::price)
        .max(BigDecimal::compareTo)
        .orElseThrow();
    assertThat(BigDecimal.valueOf(highest, 8)).isEqualByComparingTo(expected);
  }

  @Test
  void findsTheLatest(Entasis entasis) {
    Instant noon = stored.get(2_000).timestamp();
    // begin latest
    Optional<Tick> latest = entasis.ticks().of("BTC-USDT").findLatest();
    Optional<Tick> prevailing = entasis.ticks().of("BTC-USDT").findAsOf(noon);
    Optional<Tick> strictlyBefore = entasis.ticks().of("BTC-USDT").before(noon).findLatest();
    Optional<Tick> fresh =
        entasis.ticks().of("BTC-USDT").maxAge(Duration.ofSeconds(5)).findAsOf(noon);

    Map<String, Tick> board = entasis.ticks().all().asOf(noon).latestPerSymbol();
    // end latest
    assertThat(latest).isPresent();
    assertThat(prevailing).isPresent();
    assertThat(strictlyBefore.orElseThrow().timestamp()).isBefore(noon);
    assertThat(fresh)
        .isEqualTo(prevailing.filter(tick -> !tick.timestamp().isBefore(noon.minusSeconds(5))));
    assertThat(board).containsKeys("BTC-USDT", "ETH-USDT");
  }

  @Test
  void tellsWhatIsThere(Entasis entasis) {
    // begin present
    List<String> symbols = entasis.ticks().all().during(DAY).symbols();
    List<String> exchanges = entasis.ticks().of("BTC-USDT").exchanges();
    entasis
        .ticks()
        .of("BTC-USDT")
        .findSpan()
        .ifPresent(span -> System.out.println(span.first() + " to " + span.last()));
    // end present
    assertThat(symbols).contains("BTC-USDT", "PEPE-USDT");
    assertThat(exchanges).contains("BINANCE");
  }
}
