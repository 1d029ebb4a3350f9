package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.store;
import static io.entasis.conformance.read.Sample.tick;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.Entasis;
import io.entasis.error.InvalidInputException;
import io.entasis.prediction.Prediction;
import io.entasis.query.AsOfMatch;
import io.entasis.query.AsOfRule;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What prevailed at many instants. */
@EntasisTest
class JoinAsOfTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * Something to join.
   *
   * @param symbol its symbol
   * @param at its instant
   */
  private record Order(String symbol, Instant at) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void anyJoinAgreesWithTheModel(long seed, Entasis entasis) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, 400);
    store(entasis, arrived);
    List<Order> orders = IntStream.range(0, 300)
        .mapToObj(i -> new Order(
            random.nextInt(9) == 0 ? "NONE" : Sample.one(random, Sample.SYMBOLS),
            random.nextBoolean()
                ? Sample.one(random, arrived).timestamp()
                : Sample.instant(random)))
        .toList();
    Duration age = Duration.ofHours(random.nextInt(300));
    for (AsOfRule rule : List.of(AsOfRule.atOrBefore(age), AsOfRule.before(age))) {
      assertThat(joined(entasis.ticks().all(), orders, rule))
          .as("%s", rule)
          .isEqualTo(orders.stream().map(order -> model(order, arrived, rule)).toList());
    }
  }

  @Test
  void strictlyBeforeLeavesOutTheVeryInstant(Entasis entasis) {
    Tick earlier = tick("IBM", "2024-03-05T11:59:30Z", "1");
    Tick same = tick("IBM", "2024-03-05T12:00:00Z", "2");
    store(entasis, earlier, same);
    List<Order> order = List.of(new Order("IBM", NOON));

    assertThat(joined(entasis.ticks().all(), order, AsOfRule.before(MINUTE)))
        .singleElement()
        .satisfies(match -> {
          assertThat(match.right()).contains(earlier);
          assertThat(match.matchedAt()).contains(earlier.timestamp());
          assertThat(match.age()).contains(Duration.ofSeconds(30));
        });
    assertThat(joined(entasis.ticks().all(), order, AsOfRule.atOrBefore(MINUTE)))
        .singleElement()
        .satisfies(match -> {
          assertThat(match.right()).contains(same);
          assertThat(match.age()).contains(Duration.ZERO);
        });
  }

  @Test
  void anAgeThatIsExactlyTheGreatestCounts(Entasis entasis) {
    store(entasis, tick("IBM", "2024-03-05T11:59:00Z", "1"));
    List<Order> order = List.of(new Order("IBM", NOON));

    assertThat(joined(entasis.ticks().all(), order, AsOfRule.atOrBefore(MINUTE))
            .get(0)
            .right())
        .isPresent();
    AsOfMatch<Order, Tick> none = joined(
            entasis.ticks().all(), order, AsOfRule.atOrBefore(MINUTE.minusNanos(1_000)))
        .get(0);
    assertThat(none.right()).isEmpty();
    assertThat(none.matchedAt()).isEmpty();
    assertThat(none.age()).isEmpty();
  }

  @Test
  void anAgeMayBeFinerThanAMicrosecondOrLongerThanAnyHistory(Entasis entasis) {
    store(entasis, tick("IBM", "2024-03-05T11:59:59.999999Z", "1"));
    List<Order> order = List.of(new Order("IBM", NOON));

    assertThat(found(entasis, order, Duration.ofNanos(999))).containsExactly(false);
    assertThat(found(entasis, order, Duration.ofNanos(1_999))).containsExactly(true);
    assertThat(found(entasis, order, Duration.ofSeconds(Long.MAX_VALUE))).containsExactly(true);
  }

  @Test
  void instantsThatNothingCanHaveFindTheirMatchOrNone(Entasis entasis) {
    store(entasis, tick("IBM", "2024-03-05T12:00:00Z", "1"));
    List<Order> orders = List.of(new Order("IBM", Instant.MIN), new Order("IBM", Instant.MAX));

    assertThat(found(entasis, orders, Duration.ofDays(1))).containsExactly(false, false);
  }

  @Test
  void conditionsAreAppliedBeforeAnythingIsPicked(Entasis entasis) {
    store(
        entasis,
        tick("IBM", "P", "2024-03-05T11:59:30Z", "1", "5"),
        tick("IBM", "NYSE", "2024-03-05T11:59:40Z", "2", "1"));
    List<Order> order = List.of(new Order("IBM", NOON), new Order("CL", NOON));

    assertThat(joined(entasis.ticks().of("IBM").on("P"), order, AsOfRule.before(MINUTE)))
        .extracting(match -> match.right().map(Tick::exchange))
        .containsExactly(Optional.of("P"), Optional.empty());
  }

  @Test
  void manyRowsAreJoinedLazily(Entasis entasis) {
    store(entasis, tick("IBM", "2024-03-05T12:00:00Z", "1"));
    AtomicInteger read = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Stream<Order> endless = Stream.generate(() -> {
          read.incrementAndGet();
          return new Order("IBM", NOON);
        })
        .onClose(closed::incrementAndGet);

    try (Stream<AsOfMatch<Order, Tick>> matches = entasis
        .ticks()
        .all()
        .joinAsOf(endless, Order::symbol, Order::at, AsOfRule.atOrBefore(MINUTE))) {
      assertThat(
              matches.limit(25_000).filter(match -> match.right().isPresent()).count())
          .isEqualTo(25_000);
    }
    assertThat(read.get()).isLessThan(60_000);
    assertThat(closed).hasValue(1);
  }

  @Test
  void noConnectionIsHeldBetweenMatches(TestDatabase database) {
    try (Entasis entasis = Pools.ofOne(database);
        Stream<AsOfMatch<Order, Tick>> matches = entasis
            .ticks()
            .all()
            .joinAsOf(
                Stream.of(new Order("IBM", NOON), new Order("IBM", NOON)),
                Order::symbol,
                Order::at,
                AsOfRule.atOrBefore(MINUTE))) {
      assertThat(matches.peek(match -> entasis.ticks().all().count())).hasSize(2);
    }
  }

  @Test
  void aTransactionJoinsWhatItHasWritten(Entasis entasis) {
    entasis.useTransaction(tx -> {
      tx.ticks().save(tick("IBM", "2024-03-05T12:00:00Z", "7"));
      assertThat(joined(
              tx.ticks().all(), List.of(new Order("IBM", NOON)), AsOfRule.atOrBefore(MINUTE)))
          .allSatisfy(match -> assertThat(match.right()).isPresent());
    });
  }

  @Test
  void predictionsAreJoinedAlike(Entasis entasis) {
    Prediction early = Prediction.of("tree", "IBM", "return", BigDecimal.ONE, NOON);
    Prediction late = Prediction.of("lstm-7", "IBM", "return", BigDecimal.TEN, NOON);
    entasis.predictions().recordAll(List.of(early, late));

    try (Stream<AsOfMatch<Order, Prediction>> matches = entasis
        .predictions()
        .by("tree")
        .joinAsOf(
            Stream.of(new Order("IBM", NOON.plusSeconds(5)), new Order("CL", NOON)),
            Order::symbol,
            Order::at,
            AsOfRule.before(MINUTE))) {
      assertThat(matches.map(AsOfMatch::right))
          .containsExactly(Optional.of(early), Optional.empty());
    }
  }

  @Test
  void whatCannotBeJoinedIsNamed(Entasis entasis) {
    assertThatThrownBy(() -> AsOfRule.atOrBefore(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> joined(
            entasis.ticks().all(),
            Arrays.asList(new Order("IBM", NOON), new Order("I\u0000M", NOON)),
            AsOfRule.before(MINUTE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("row 2");
  }

  private static List<Boolean> found(Entasis entasis, List<Order> orders, Duration age) {
    return joined(entasis.ticks().all(), orders, AsOfRule.atOrBefore(age)).stream()
        .map(match -> match.right().isPresent())
        .toList();
  }

  private static List<AsOfMatch<Order, Tick>> joined(
      TickQuery question, List<Order> orders, AsOfRule rule) {
    try (Stream<AsOfMatch<Order, Tick>> matches =
        question.joinAsOf(orders.stream(), Order::symbol, Order::at, rule)) {
      return new ArrayList<>(matches.toList());
    }
  }

  private static AsOfMatch<Order, Tick> model(Order order, List<Tick> arrived, AsOfRule rule) {
    Optional<Tick> match = arrived.stream()
        .filter(tick -> tick.symbol().equals(order.symbol()))
        .filter(tick -> rule.strict()
            ? tick.timestamp().isBefore(order.at())
            : !tick.timestamp().isAfter(order.at()))
        .filter(tick -> !tick.timestamp().isBefore(order.at().minus(rule.maxAge())))
        .sorted(comparing(Tick::timestamp))
        .reduce((earlier, later) -> later);
    return new AsOfMatch<>(order, order.at(), match, match.map(Tick::timestamp));
  }
}
