package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Average prices over a range, weighted by volume and by time. */
@EntasisTest
class AveragePriceTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void theyAgreeWithTheModel(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 300);
    Sample.store(entasis, arrived);
    for (int i = 0; i < 10; i++) {
      TimeRange range = TimeRange.startingAt(
          Sample.one(random, arrived).timestamp(), Duration.ofHours(random.nextInt(500)));
      List<Tick> inside = arrived.stream()
          .filter(tick -> range.contains(tick.timestamp()) && !tick.exchange().equals("P"))
          .toList();
      TickQuery query = entasis.ticks().all().during(range).on("BINANCE", "NYSE");

      assertThat(query.vwapPerSymbol())
          .as("%s", range)
          .isEqualTo(bySymbol(inside, AveragePriceTest::vwap));
      assertThat(query.twapPerSymbol())
          .as("%s", range)
          .isEqualTo(bySymbol(inside, AveragePriceTest::twap));
    }
  }

  @Test
  void aPriceHoldsUntilTheNextTickAndTheLastOneEndsTheTime(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T09:00:00Z", "1000"),
        tick("IBM", "2024-03-01T10:00:00Z", "1"),
        tick("IBM", "2024-03-01T10:00:00Z", "2"),
        tick("IBM", "2024-03-01T10:20:00Z", "4"),
        tick("IBM", "2024-03-01T10:30:00Z", "100"));
    TickQuery query = entasis
        .ticks()
        .of("IBM")
        .during(TimeRange.of(
            Instant.parse("2024-03-01T10:00:00Z"), Instant.parse("2024-03-01T11:00:00Z")));

    assertThat(query.twapPerSymbol()).isEqualTo(Map.of("IBM", new BigDecimal("2.66666667")));
    assertThat(query.descending().limit(1).twapPerSymbol()).isEqualTo(query.twapPerSymbol());
    assertThat(query.vwapPerSymbol()).isEqualTo(Map.of("IBM", new BigDecimal("26.75")));
  }

  @Test
  void ofOneInstantTheMeanIsTaken(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-01T10:00:00Z", "1", "0"),
        tick("IBM", "P", "2024-03-01T10:00:00Z", "2", "0"),
        tick("CL", "P", "2024-03-01T10:00:00Z", "-7", "2"));

    assertThat(entasis.ticks().all().twapPerSymbol())
        .isEqualTo(Map.of("CL", new BigDecimal("-7"), "IBM", new BigDecimal("1.5")));
    assertThat(entasis.ticks().all().vwapPerSymbol()).isEqualTo(Map.of("CL", new BigDecimal("-7")));
    assertThat(entasis.ticks().of("UNKNOWN").twapPerSymbol()).isEmpty();
    assertThat(entasis.ticks().of("UNKNOWN").vwapPerSymbol()).isEmpty();
  }

  private static Map<String, BigDecimal> bySymbol(
      List<Tick> ticks, Function<List<Tick>, Optional<BigDecimal>> average) {
    Map<String, BigDecimal> averages = new TreeMap<>();
    ticks.stream().map(Tick::symbol).distinct().forEach(symbol -> {
      List<Tick> own = ticks.stream()
          .filter(tick -> tick.symbol().equals(symbol))
          .sorted(Comparator.comparing(Tick::timestamp))
          .toList();
      average.apply(own).ifPresent(price -> averages.put(symbol, price));
    });
    return averages;
  }

  private static Optional<BigDecimal> vwap(List<Tick> ticks) {
    BigDecimal notional = ticks.stream()
        .map(tick -> tick.price().multiply(tick.volume()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal volume = ticks.stream().map(Tick::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
    return volume.signum() == 0 ? Optional.empty() : Optional.of(rounded(notional, volume));
  }

  private static Optional<BigDecimal> twap(List<Tick> ticks) {
    BigDecimal sum = BigDecimal.ZERO;
    long micros = 0;
    for (int i = 1; i < ticks.size(); i++) {
      long held =
          ChronoUnit.MICROS.between(ticks.get(i - 1).timestamp(), ticks.get(i).timestamp());
      sum = sum.add(ticks.get(i - 1).price().multiply(BigDecimal.valueOf(held)));
      micros += held;
    }
    return Optional.of(
        micros == 0
            ? rounded(
                ticks.stream().map(Tick::price).reduce(BigDecimal.ZERO, BigDecimal::add),
                BigDecimal.valueOf(ticks.size()))
            : rounded(sum, BigDecimal.valueOf(micros)));
  }

  private static BigDecimal rounded(BigDecimal sum, BigDecimal weight) {
    return new BigDecimal(
        sum.divide(weight, 8, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString());
  }
}
