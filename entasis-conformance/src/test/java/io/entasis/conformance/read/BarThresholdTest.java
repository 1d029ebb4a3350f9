package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarState;
import io.entasis.bar.BarThreshold;
import io.entasis.bar.ThresholdBarQuery;
import io.entasis.conformance.read.BarModel.Bucket;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bars that end when enough has happened. */
@EntasisTest
class BarThresholdTest {

  private static final List<BarThreshold> THRESHOLDS = List.of(
      BarThreshold.ofTicks(1),
      BarThreshold.ofTicks(7),
      BarThreshold.ofVolume(new BigDecimal("250.5")),
      BarThreshold.ofNotional(new BigDecimal("20000")));

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void theyAgreeWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 300);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      for (BarThreshold threshold : THRESHOLDS) {
        Instant from = Sample.instant(random);
        TimeRange range = TimeRange.startingAt(from, Duration.ofDays(random.nextInt(40)));
        List<Bar> all = model(Sample.SYMBOLS, arrived, threshold);
        List<Bar> inside = model(
            Sample.SYMBOLS,
            arrived.stream().filter(tick -> range.contains(tick.timestamp())).toList(),
            threshold);

        assertEnds(entasis.bars().of(Sample.SYMBOLS, threshold), all, threshold);
        assertEnds(
            entasis.bars().of("IBM", threshold),
            model(List.of("IBM"), arrived, threshold),
            threshold);
        assertEnds(entasis.bars().of(Sample.SYMBOLS, threshold).during(range), inside, range);
        int limit = 1 + random.nextInt(20);
        assertEnds(
            entasis.bars().of(Sample.SYMBOLS, threshold).limit(limit),
            all.subList(0, Math.min(limit, all.size())),
            limit);
        List<Bar> backwards = backwards(all);
        assertEnds(
            entasis.bars().of(Sample.SYMBOLS, threshold).descending().limit(limit),
            backwards.subList(0, Math.min(limit, all.size())),
            limit);
      }
    }
  }

  @Test
  void theTickThatReachesTheThresholdEndsTheBarWhole(Entasis entasis) {
    Sample.store(
        entasis,
        tick("CL", "P", "2020-04-20T18:00:00Z", "10", "4"),
        tick("CL", "P", "2020-04-20T18:00:01Z", "-20", "5"),
        tick("CL", "P", "2020-04-20T18:00:01Z", "-30", "100"),
        tick("CL", "P", "2020-04-20T18:00:02Z", "5", "0"),
        tick("CL", "Q", "2020-04-20T18:00:03Z", "5", "3"));

    assertThat(entasis
            .bars()
            .of("CL", BarThreshold.ofVolume(BigDecimal.valueOf(9)))
            .list())
        .extracting(BarThresholdTest::described)
        .containsExactly(
            "18:00:00Z 18:00:01.000001Z 10 -20 9 FINAL",
            "18:00:01Z 18:00:01.000001Z -30 -30 100 FINAL",
            "18:00:02Z 18:00:03.000001Z 5 5 3 PROVISIONAL");
    assertThat(entasis
            .bars()
            .of("CL", BarThreshold.ofNotional(BigDecimal.valueOf(140)))
            .list())
        .extracting(bar -> described(bar) + " " + bar.notional())
        .containsExactly(
            "18:00:00Z 18:00:01.000001Z 10 -20 9 FINAL -60",
            "18:00:01Z 18:00:01.000001Z -30 -30 100 FINAL -3000",
            "18:00:02Z 18:00:03.000001Z 5 5 3 PROVISIONAL 15");
    assertThat(entasis.bars().of("CL", BarThreshold.ofTicks(2)).on("P").list())
        .extracting(BarThresholdTest::described)
        .containsExactly(
            "18:00:00Z 18:00:01.000001Z 10 -20 9 FINAL",
            "18:00:01Z 18:00:02.000001Z -30 5 100 FINAL");
  }

  @Test
  void theBarsDependOnWhereTheRangeBegins(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:00:00Z", "1"),
        tick("IBM", "2024-03-01T10:00:01Z", "2"),
        tick("IBM", "2024-03-01T10:00:02Z", "3"));
    ThresholdBarQuery pairs = entasis.bars().of("IBM", BarThreshold.ofTicks(2));

    assertThat(pairs.list())
        .extracting(Bar::open)
        .containsExactly(BigDecimal.ONE, BigDecimal.valueOf(3));
    assertThat(pairs.since(Instant.parse("2024-03-01T10:00:01Z")).list())
        .extracting(Bar::open)
        .containsExactly(BigDecimal.valueOf(2));
    assertThat(pairs.before(Instant.parse("2024-03-01T10:00:01Z")).list())
        .extracting(Bar::state)
        .containsExactly(BarState.PROVISIONAL);
  }

  @Test
  void aTransactionBuildsThemWhileItDoesOtherThings(Entasis entasis) {
    entasis.useTransaction(transaction -> {
      for (int i = 0; i < 10; i++) {
        transaction.ticks().save(tick("IBM", "2024-03-01T10:00:0" + i + "Z", "" + i));
      }
      try (Stream<Bar> bars = transaction.bars().of("IBM", BarThreshold.ofTicks(4)).stream()) {
        assertThat(bars.mapToLong(bar -> transaction.ticks().of("IBM").count() + bar.ticks()))
            .containsExactly(14L, 14L, 12L);
      }
    });
  }

  @Test
  void thresholdsAreAboveZero(Entasis entasis) {
    assertThatThrownBy(() -> BarThreshold.ofTicks(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarThreshold.ofVolume(BigDecimal.ZERO))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarThreshold.ofNotional(BigDecimal.TEN.negate()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> entasis.bars().of(List.of(), BarThreshold.ofTicks(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> entasis.bars().of("IBM", BarThreshold.ofTicks(1)).on("P").on("Q"))
        .isInstanceOf(InvalidInputException.class);
    assertEnds(entasis.bars().of("IBM", BarThreshold.ofTicks(1)), List.of(), "nothing");
  }

  private static void assertEnds(ThresholdBarQuery query, List<Bar> expected, Object what) {
    assertThat(query.list()).as("%s", what).isEqualTo(expected);
    try (Stream<Bar> stream = query.stream()) {
      assertThat(stream.toList()).as("%s", what).isEqualTo(expected);
    }
    List<Bar> each = new ArrayList<>();
    query.forEach(each::add);
    assertThat(each).as("%s", what).isEqualTo(expected);
    assertThat(query.count()).as("%s", what).isEqualTo(expected.size());
    if (!expected.isEmpty()) {
      assertThat(query.findFirst()).as("%s", what).contains(expected.get(0));
    }
  }

  /** Bars by cutting the ordered ticks of each symbol: a bar is cut where the sum of its ticks reaches the threshold. */
  static List<Bar> model(List<String> symbols, List<Tick> arrived, BarThreshold threshold) {
    List<Bar> bars = new ArrayList<>();
    for (String symbol : symbols.stream().sorted().toList()) {
      List<Tick> ticks = arrived.stream()
          .filter(tick -> tick.symbol().equals(symbol))
          .sorted(Comparator.comparing(Tick::timestamp))
          .toList();
      int begin = 0;
      for (int end = 1; end <= ticks.size(); end++) {
        boolean full =
            amount(ticks.subList(begin, end), threshold).compareTo(threshold.amount()) >= 0;
        if (full || end == ticks.size()) {
          bars.add(bar(ticks.subList(begin, end), full ? BarState.FINAL : BarState.PROVISIONAL));
          begin = end;
        }
      }
    }
    return bars;
  }

  private static BigDecimal amount(List<Tick> ticks, BarThreshold threshold) {
    return ticks.stream()
        .map(tick -> switch (threshold.measure()) {
          case TICKS -> BigDecimal.ONE;
          case VOLUME -> tick.volume();
          case NOTIONAL -> tick.price().multiply(tick.volume()).abs();
        })
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Bar bar(List<Tick> ticks, BarState state) {
    Instant end = ticks.get(ticks.size() - 1).timestamp().plusNanos(1_000);
    Bar bar = BarModel.bar(new Bucket(ticks.get(0).timestamp(), end), ticks);
    return new Bar(
        bar.symbol(),
        bar.start(),
        bar.end(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.notional(),
        bar.ticks(),
        bar.firstAt(),
        bar.lastAt(),
        state);
  }

  private static List<Bar> backwards(List<Bar> bars) {
    List<Bar> reversed = new ArrayList<>();
    for (String symbol : bars.stream().map(Bar::symbol).distinct().toList()) {
      List<Bar> own = new ArrayList<>(
          bars.stream().filter(bar -> bar.symbol().equals(symbol)).toList());
      Collections.reverse(own);
      reversed.addAll(own);
    }
    return reversed;
  }

  private static String described(Bar bar) {
    return bar.start().toString().substring(11) + " " + bar.end().toString().substring(11) + " "
        + bar.open() + " " + bar.close() + " " + bar.volume() + " " + bar.state();
  }
}
