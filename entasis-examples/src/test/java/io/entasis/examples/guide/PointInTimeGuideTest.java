package io.entasis.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.bar.Bar;
import io.entasis.bar.BarSize;
import io.entasis.ingest.IngestOptions;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EntasisTest
class PointInTimeGuideTest {

  private static final Instant NOON = Instant.parse("2024-03-06T12:00:00Z");

  private final Entasis entasis;

  PointInTimeGuideTest(Entasis entasis) {
    this.entasis = entasis;
  }

  /** An order of the app. */
  private record Order(String symbol, Instant sentAt) {}

  @BeforeEach
  void load() {
    Stream<Tick> history = IntStream.range(0, 600)
        .mapToObj(i -> new Tick(
            "BTC-USDT",
            "BINANCE",
            NOON.minusSeconds(600).plusSeconds(i),
            BigDecimal.valueOf(64_000 + i % 40),
            BigDecimal.ONE));
    // begin history
    IngestOptions options = IngestOptions.defaults().knownAfter(Duration.ofSeconds(2));
    entasis.ticks().saveAll(history, options);
    // end history
  }

  @Test
  void joins() {
    Stream<Order> orders = Stream.of(
        new Order("BTC-USDT", NOON.minusSeconds(30)), new Order("ETH-USDT", NOON.minusSeconds(30)));
    // begin join
    try (Stream<AsOfMatch<Order, Tick>> matches = entasis
        .ticks()
        .all()
        .joinAsOf(orders, Order::symbol, Order::sentAt, AsOfRule.before(Duration.ofSeconds(5)))) {
      matches.forEach(match -> System.out.println(match.left() + " "
          + match
              .right()
              .map(tick -> tick.price() + ", " + match.age().orElseThrow() + " old")
              .orElse("had no price")));
    }
    // end join
    assertThat(entasis.ticks().all().count()).isEqualTo(600);
  }

  @Test
  void goesBack() {
    // begin known
    KnownAt then = entasis.knownAt(NOON.minusSeconds(90));

    List<Tick> ticks = then.ticks().of("BTC-USDT").list();
    Optional<Tick> last = then.ticks().of("BTC-USDT").findLatest();
    List<Bar> whole = then.bars().of("BTC-USDT", BarSize.ofMinutes(1)).list();
    // end known
    assertThat(last.orElseThrow().timestamp()).isEqualTo(NOON.minusSeconds(92));
    assertThat(ticks).hasSize(509);
    assertThat(whole).hasSize(8);
  }

  @Test
  void waits() {
    Instant aMomentAgo = Instant.now();
    // begin wait
    KnownAt now = entasis.knownAt(aMomentAgo, Duration.ofSeconds(30));
    // end wait
    assertThat(now.ticks().all().count()).isEqualTo(600);
  }
}
