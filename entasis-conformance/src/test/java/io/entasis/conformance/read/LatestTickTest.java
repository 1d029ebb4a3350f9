package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.ingest.IngestOptions;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last tick: at all, as of an instant, before it, not older than some age, of one symbol or of each. */
@EntasisTest
class LatestTickTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final Duration MICRO = Duration.ofNanos(1_000);

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void theLatestAsOfAnyInstantAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = new ArrayList<>(Sample.random(random, 400));
    arrived.add(tick("RARE", "2023-02-11T08:00:00Z", "7"));
    Instant now = Sample.instant(random);
    try (Entasis entasis =
        Pools.on(database).poolSize(1).clock(Clock.fixed(now, ZoneOffset.UTC)).open()) {
      store(database, arrived);
      for (int i = 0; i < 12; i++) {
        String symbol = random.nextInt(5) == 0 ? "RARE" : Sample.one(random, Sample.SYMBOLS);
        Instant at =
            random.nextBoolean() ? Sample.one(random, arrived).timestamp() : Sample.instant(random);
        Duration age = Duration.ofHours(random.nextInt(400));
        TickQuery query = entasis.ticks().of(symbol);
        Predicate<Tick> of = tick -> tick.symbol().equals(symbol);
        Predicate<Tick> until = tick -> !tick.timestamp().isAfter(at);
        Predicate<Tick> before = tick -> tick.timestamp().isBefore(at);

        assertThat(query.findLatest()).isEqualTo(last(arrived, of));
        assertThat(query.findAsOf(at)).as("%s", at).isEqualTo(last(arrived, of.and(until)));
        assertThat(query.asOf(at).findLatest()).isEqualTo(last(arrived, of.and(until)));
        assertThat(query.before(at).findLatest()).isEqualTo(last(arrived, of.and(before)));
        assertThat(query.maxAge(age).findAsOf(at))
            .as("%s back from %s", age, at)
            .isEqualTo(last(arrived, of.and(until).and(since(at.minus(age)))));
        assertThat(query.maxAge(age).before(at).findLatest())
            .isEqualTo(last(arrived, of.and(before).and(since(at.minus(age)))));
        assertThat(query.maxAge(age).findLatest())
            .isEqualTo(last(arrived, of.and(since(now.minus(age)))));
        assertThat(entasis.ticks().all().asOf(at).maxAge(age).latestPerSymbol())
            .isEqualTo(lastPerSymbol(arrived, until.and(since(at.minus(age)))));
        assertThat(entasis.ticks().of(symbol, "IBM").before(at).latestPerSymbol())
            .isEqualTo(
                lastPerSymbol(arrived, before.and(of.or(tick -> tick.symbol().equals("IBM")))));
      }
    }
  }

  @Test
  void asOfIncludesTheInstantAndBeforeDoesNot(Entasis entasis) {
    Tick earlier = tick("IBM", "2024-03-05T11:59:59.999999Z", "1");
    Tick first = tick("IBM", "2024-03-05T12:00:00Z", "2");
    Tick second = tick("IBM", "2024-03-05T12:00:00Z", "3");
    Tick later = tick("IBM", "2024-03-05T12:00:00.000001Z", "4");
    Sample.store(entasis, first, later, earlier, second);
    TickQuery query = entasis.ticks().of("IBM");

    assertThat(query.findLatest()).contains(later);
    assertThat(query.findAsOf(NOON)).contains(second);
    assertThat(query.asOf(NOON).findLatest()).contains(second);
    assertThat(query.before(NOON).findLatest()).contains(earlier);
    assertThat(query.before(NOON.plus(MICRO)).findLatest()).contains(second);
    assertThat(query.findAsOf(NOON.minus(MICRO))).contains(earlier);
    assertThat(query.findAsOf(NOON.minus(MICRO.multipliedBy(2)))).isEmpty();
    assertThat(query.before(NOON.minus(MICRO)).findLatest()).isEmpty();
  }

  @Test
  void aTickExactlyAsOldAsAllowedIsFound(TestDatabase database) {
    store(database, List.of(tick("IBM", "2024-03-05T11:00:00Z", "1")));
    Duration hour = Duration.ofHours(1);
    Duration less = hour.minus(MICRO);
    try (Entasis entasis = at(database, NOON)) {
      TickQuery query = entasis.ticks().of("IBM");
      assertThat(query.maxAge(hour).findLatest()).isPresent();
      assertThat(query.maxAge(less).findLatest()).isEmpty();
      assertThat(query.maxAge(hour).findAsOf(NOON)).isPresent();
      assertThat(query.maxAge(less).findAsOf(NOON)).isEmpty();
      assertThat(query.maxAge(hour).before(NOON).findLatest()).isPresent();
      assertThat(query.maxAge(less).before(NOON).findLatest()).isEmpty();
      assertThat(query.asOf(NOON).maxAge(hour).latestPerSymbol()).containsOnlyKeys("IBM");
      assertThat(query.asOf(NOON).maxAge(less).latestPerSymbol()).isEmpty();
      assertThat(query.maxAge(less).latestPerSymbol()).isEmpty();
      TimeRange today = TimeRange.of(NOON.minus(Duration.ofDays(1)), NOON);
      assertThat(query.during(today).maxAge(hour).findLatest()).isPresent();
      assertThat(query.during(today).maxAge(less).findLatest()).isEmpty();
      assertThat(query.maxAge(Duration.ZERO).findAsOf(NOON.minus(hour))).isPresent();
    }
  }

  @Test
  void ageIsCountedFromNowWhereNothingElseIsSaid(TestDatabase database) {
    store(database, List.of(tick("IBM", "2024-03-05T11:00:00Z", "1")));
    try (Entasis later = at(database, NOON.plusSeconds(1));
        Entasis earlier = at(database, NOON.minusSeconds(7_200))) {
      Duration hour = Duration.ofHours(1);
      assertThat(later.ticks().of("IBM").maxAge(hour).findLatest()).isEmpty();
      assertThat(later.ticks().of("IBM").since(Instant.EPOCH).maxAge(hour).findLatest())
          .isEmpty();
      assertThat(earlier.ticks().of("IBM").maxAge(hour).findLatest())
          .as("a tick of the future is not too old")
          .isPresent();
      assertThat(later.ticks().of("IBM").maxAge(hour).findAsOf(NOON)).isPresent();
    }
  }

  @Test
  void maxAgeDoesNotConcernTheOtherEndCalls(TestDatabase database) {
    store(database, List.of(tick("IBM", "2024-03-05T11:00:00Z", "1")));
    try (Entasis entasis = at(database, NOON)) {
      TickQuery query = entasis.ticks().of("IBM").maxAge(Duration.ofSeconds(1));
      assertThat(query.list()).hasSize(1);
      assertThat(query.count()).isEqualTo(1);
      assertThat(query.findFirst()).isPresent();
    }
  }

  @Test
  void noTickOlderThanAnAgeOfNanosecondsIsFound(TestDatabase database) {
    store(database, List.of(tick("IBM", "2024-03-05T11:59:59.999998Z", "1")));
    try (Entasis entasis = at(database, NOON)) {
      TickQuery query = entasis.ticks().of("IBM");
      assertThat(query.maxAge(Duration.ofNanos(2_000)).findLatest()).isPresent();
      assertThat(query.maxAge(Duration.ofNanos(1_999)).findLatest()).isEmpty();
    }
  }

  @Test
  void anyAgeIsAllowed(TestDatabase database) {
    store(database, List.of(tick("IBM", "2024-03-05T11:00:00Z", "1")));
    try (Entasis entasis = at(database, NOON)) {
      TickQuery query = entasis.ticks().of("IBM");
      assertThat(query.maxAge(Duration.ofDays(400_000_000)).findLatest()).isPresent();
      assertThat(query.maxAge(Duration.ofSeconds(Long.MAX_VALUE)).findLatest()).isPresent();
      assertThat(query.maxAge(Duration.ofSeconds(Long.MAX_VALUE)).findAsOf(NOON))
          .isPresent();
    }
  }

  @Test
  void conditionsAreAppliedBeforeAnythingIsPicked(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-01-05T12:00:00Z", "100", "5"),
        tick("IBM", "Q", "2024-03-05T12:00:00Z", "90", "1"),
        tick("AIG", "Q", "2024-02-05T12:00:00Z", "50", "9"));

    assertThat(entasis.ticks().of("IBM").on("P").findLatest())
        .map(Tick::price)
        .contains(new BigDecimal("100"));
    assertThat(entasis.ticks().of("IBM").priceAtLeast(new BigDecimal("95")).findLatest())
        .map(Tick::exchange)
        .contains("P");
    assertThat(entasis.ticks().all().volumeAtLeast(new BigDecimal("5")).latestPerSymbol())
        .hasEntrySatisfying("IBM", tick -> assertThat(tick.exchange()).isEqualTo("P"))
        .containsOnlyKeys("AIG", "IBM");
    assertThat(entasis.ticks().all().on("P").latestPerSymbol()).containsOnlyKeys("IBM");
    assertThat(entasis.ticks().of("IBM", "AIG").on("Q").findSpan())
        .hasValueSatisfying(span -> assertThat(span.first()).isEqualTo("2024-02-05T12:00:00Z"));
    assertThat(entasis.ticks().of("IBM", "AIG").findLatest()).map(Tick::symbol).contains("IBM");
  }

  @Test
  void orderAndLimitDoNotMatter(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-05T10:00:00Z", "1"),
        tick("IBM", "2024-03-05T11:00:00Z", "2"),
        tick("AIG", "2024-03-05T09:00:00Z", "3"));

    for (TickQuery query : List.of(
        entasis.ticks().all().ascending().limit(1),
        entasis.ticks().all().descending().limit(2))) {
      assertThat(query.findLatest()).contains(tick("IBM", "2024-03-05T11:00:00Z", "2"));
      assertThat(query.findAsOf(Instant.parse("2024-03-05T10:30:00Z")))
          .contains(tick("IBM", "2024-03-05T10:00:00Z", "1"));
      assertThat(query.latestPerSymbol()).hasSize(2);
    }
  }

  @Test
  void aTickManyMonthsBackIsFound(Entasis entasis) {
    Tick old = tick("OLD", "2021-05-17T12:00:00Z", "1");
    List<Tick> ticks = new ArrayList<>(List.of(old));
    for (int month = 1; month <= 12; month++) {
      ticks.add(tick("IBM", "2024-%02d-10T12:00:00Z".formatted(month), Integer.toString(month)));
    }
    Sample.store(entasis, ticks);

    assertThat(entasis.ticks().of("OLD").findLatest()).contains(old);
    assertThat(entasis.ticks().of("OLD").findAsOf(NOON)).contains(old);
    assertThat(entasis.ticks().all().latestPerSymbol())
        .containsOnlyKeys("IBM", "OLD")
        .containsEntry("OLD", old);
    assertThat(entasis.ticks().of("IBM").findAsOf(NOON))
        .map(Tick::price)
        .contains(BigDecimal.valueOf(2));
    assertThat(entasis.ticks().of("NONE").findLatest()).isEmpty();
  }

  @Test
  void monthsOfTheFutureAndMonthsMadeBySomebodyElseAreSeen(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database)) {
      assertThat(entasis.ticks().of("IBM").findLatest()).isEmpty();
      store(database, List.of(tick("IBM", "2024-03-05T12:00:00Z", "1")));
      assertThat(entasis.ticks().of("IBM").findLatest()).isPresent();
      Instant ahead = Instant.parse("2199-07-01T00:00:00Z");
      Tick future = tick("IBM", ahead.toString(), "2");
      try (Entasis other = database.entasis().open()) {
        IngestOptions loose = IngestOptions.defaults().ahead(Duration.ofDays(365 * 250));
        other.ticks().saveAll(List.of(future), loose);
      }
      assertThat(entasis.ticks().of("IBM").findLatest()).contains(future);
      assertThat(entasis.ticks().of("IBM").findAsOf(NOON))
          .map(Tick::price)
          .contains(BigDecimal.ONE);
      database.execute("delete from market_data where timestamp > '2100-01-01'");
      assertThat(entasis.ticks().of("IBM").findLatest()).map(Tick::price).contains(BigDecimal.ONE);
      try (Entasis fresh = Pools.ofOne(database)) {
        assertThat(fresh.ticks().of("IBM").findLatest()).map(Tick::price).contains(BigDecimal.ONE);
      }
      database.execute("drop table market_data_y2199m07");
      assertThat(entasis.ticks().of("IBM").findLatest()).map(Tick::price).contains(BigDecimal.ONE);
    }
  }

  @Test
  void partitionsThatTheAppMadeAreReadToo(Entasis entasis, TestDatabase database) {
    database.execute("create table by_hand partition of market_data"
        + " for values from ('2020-01-01 00:00+00') to ('2020-07-01 00:00+00')");
    database.execute("insert into market_data (symbol, exchange, timestamp, price, volume)"
        + " values ('IBM', 'P', '2020-06-30 23:00+00', 1, 1)");
    Sample.store(entasis, tick("AIG", "2019-12-31T23:00:00Z", "2"));

    assertThat(entasis.ticks().of("IBM").findLatest()).isPresent();
    assertThat(entasis.ticks().of("AIG").findLatest()).isPresent();
    assertThat(entasis.ticks().all().latestPerSymbol()).containsOnlyKeys("AIG", "IBM");
  }

  @Test
  void theLatestOfEverySymbolIsOneRoundTrip(Entasis plain, TestDatabase database) {
    Sample.store(plain, Sample.random(new Random(11), 300));
    Hidden counting = new Hidden(database.dataSource());
    try (Entasis entasis = Entasis.builder()
        .rollupRefresh(Duration.ZERO)
        .dataSource(counting.dataSource())
        .open()) {
      counting.clear();
      entasis.ticks().all().latestPerSymbol();
      assertThat(counting.runs()).hasSize(1);
      counting.clear();
      entasis.ticks().of(Sample.SYMBOLS).asOf(NOON).maxAge(Duration.ofDays(9)).latestPerSymbol();
      assertThat(counting.runs()).hasSize(1);
    }
  }

  private static Entasis at(TestDatabase database, Instant now) {
    return database.entasis().clock(Clock.fixed(now, ZoneOffset.UTC)).open();
  }

  private static void store(TestDatabase database, List<Tick> ticks) {
    try (Entasis writer = database.entasis().open()) {
      Sample.store(writer, ticks);
    }
  }

  private static Predicate<Tick> since(Instant oldest) {
    return tick -> !tick.timestamp().isBefore(oldest);
  }

  /** Of those with the greatest time, the one that arrived last. */
  private static Optional<Tick> last(List<Tick> arrived, Predicate<Tick> condition) {
    return arrived.stream()
        .filter(condition)
        .reduce((one, other) -> other.timestamp().isBefore(one.timestamp()) ? one : other);
  }

  private static Map<String, Tick> lastPerSymbol(List<Tick> arrived, Predicate<Tick> condition) {
    Map<String, Tick> latest = new TreeMap<>();
    arrived.stream()
        .filter(condition)
        .forEach(tick -> latest.merge(
            tick.symbol(),
            tick,
            (one, other) -> other.timestamp().isBefore(one.timestamp()) ? one : other));
    return latest;
  }
}
