package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import io.entasis.tick.TickColumns;
import io.entasis.tick.TickQuery;
import io.entasis.tick.TickSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about ticks are answered as a filter over a list would answer them, by every end call. */
@EntasisTest
class TickQueryTest {

  private static final int TICKS = 600;
  private static final int QUESTIONS = 40;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void everyEndCallAgreesWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, TICKS);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);

      for (int i = 0; i < QUESTIONS; i++) {
        Question question = Question.random(random, arrived);
        assertSame(question, question.to(entasis.ticks()), question.answer(arrived));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void namesSpansAndLatestTicksAgreeWithTheModel(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, TICKS);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);

      for (int i = 0; i < QUESTIONS; i++) {
        Question question = Question.random(random, arrived);
        List<Tick> rows = question.matching(arrived);
        TickQuery query = question.to(entasis.ticks());
        assertThat(query.symbols()).as("%s", question).isEqualTo(names(rows, Tick::symbol));
        assertThat(query.exchanges()).as("%s", question).isEqualTo(names(rows, Tick::exchange));
        assertThat(query.findSpan()).as("%s", question).isEqualTo(span(rows));
        assertThat(query.findLatest()).as("%s", question).isEqualTo(last(rows));
        assertThat(query.latestPerSymbol())
            .as("%s", question)
            .isEqualTo(lastPerSymbol(rows))
            .satisfies(latest ->
                assertThat(latest.keySet()).containsExactlyElementsOf(names(rows, Tick::symbol)));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(Seeds.SOURCE)
  void aRangeIsTheSumOfItsParts(long seed, TestDatabase database) {
    Random random = new Random(seed);
    List<Tick> arrived = Sample.random(random, TICKS);
    try (Entasis entasis = Pools.ofOne(database)) {
      Sample.store(entasis, arrived);
      TickQuery all = entasis.ticks().all();

      for (int i = 0; i < QUESTIONS; i++) {
        List<Instant> cuts = Stream.generate(() -> Sample.one(random, arrived).timestamp())
            .limit(3)
            .sorted()
            .toList();
        TickQuery left = all.during(TimeRange.of(cuts.get(0), cuts.get(1)));
        TickQuery right = all.during(TimeRange.of(cuts.get(1), cuts.get(2)));
        TickQuery whole = all.during(TimeRange.of(cuts.get(0), cuts.get(2)));

        assertThat(joined(left.list(), right.list())).as("%s", cuts).isEqualTo(whole.list());
        assertThat(left.count() + right.count()).as("%s", cuts).isEqualTo(whole.count());
        assertThat(joined(all.before(cuts.get(1)).list(), all.since(cuts.get(1)).list()))
            .as("%s", cuts)
            .hasSize(TICKS)
            .isEqualTo(all.list());
      }
    }
  }

  @Test
  void withinAnInstantTheOrderIsThatOfArrival(Entasis entasis) {
    List<Tick> ticks = IntStream.range(0, 500)
        .mapToObj(i -> tick("IBM", "2024-03-01T10:00:00Z", Integer.toString(499 - i)))
        .toList();
    Sample.store(entasis, ticks.subList(0, 300));
    ticks.subList(300, 310).forEach(entasis.ticks()::save);
    Sample.store(entasis, ticks.subList(310, 500));

    TickQuery query = entasis.ticks().of("IBM");
    assertThat(query.list()).isEqualTo(ticks);
    assertThat(query.descending().list()).isEqualTo(reversed(ticks));
    assertThat(ticksOf(query.columns())).isEqualTo(ticks);
    assertThat(query.findFirst()).contains(ticks.get(0));
    assertThat(query.descending().findFirst()).contains(ticks.get(499));
    assertThat(query.findLatest()).contains(ticks.get(499));
    assertThat(query.limit(7).list()).isEqualTo(ticks.subList(0, 7));
    assertThat(query.descending().limit(7).list()).isEqualTo(reversed(ticks).subList(0, 7));
  }

  @Test
  void bothEndsOfAConditionOnANumberAreIncluded(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-01T10:00:00Z", "-0.00000001", "0"),
        tick("IBM", "P", "2024-03-01T10:00:01Z", "0", "0.00000001"),
        tick("IBM", "P", "2024-03-01T10:00:02Z", "0.00000001", "1"));
    TickQuery query = entasis.ticks().of("IBM");

    assertThat(query.priceAtLeast(BigDecimal.ZERO).count()).isEqualTo(2);
    assertThat(query.priceAtMost(new BigDecimal("0E+3")).count()).isEqualTo(2);
    assertThat(query.priceAtLeast(new BigDecimal("-1E-8")).count()).isEqualTo(3);
    assertThat(query.priceAtLeast(new BigDecimal("-0.000000009")).count()).isEqualTo(2);
    assertThat(query.volumeAtLeast(new BigDecimal("1E-8")).count()).isEqualTo(2);
    assertThat(query.volumeAtMost(new BigDecimal("1.00")).count()).isEqualTo(3);
    assertThat(query.volumeAtMost(new BigDecimal("0.999999999")).count()).isEqualTo(2);
    assertThat(query.priceAtLeast(new BigDecimal("1E+40")).count()).isZero();
    assertThat(query.priceAtMost(new BigDecimal("1E+40")).list()).hasSize(3);
  }

  @Test
  void aSymbolAskedForTwiceIsAskedForOnce(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:00:00Z", "1"),
        tick("AIG", "2024-03-01T10:00:01Z", "2"));

    TickQuery query = entasis.ticks().of("IBM", "AIG", "IBM", "NONE");
    assertThat(query.list()).hasSize(2);
    assertThat(query.count()).isEqualTo(2);
    assertThat(query.columns().size()).isEqualTo(2);
    assertThat(query.latestPerSymbol()).containsOnlyKeys("AIG", "IBM");
    assertThat(query.on("NYSE", "NYSE").count()).isEqualTo(2);
  }

  @Test
  void anyNumberOfSymbolsCanBeAskedFor(Entasis entasis) {
    Sample.store(entasis, tick("IBM", "2024-03-01T10:00:00Z", "1"));
    List<String> many =
        IntStream.range(0, 40_000).mapToObj(i -> i == 20_000 ? "IBM" : "S" + i).toList();

    TickQuery query = entasis.ticks().of(many);
    assertThat(query.list()).hasSize(1);
    assertThat(query.count()).isEqualTo(1);
    assertThat(query.findLatest()).isPresent();
    assertThat(query.latestPerSymbol()).containsOnlyKeys("IBM");
  }

  @Test
  void nothingIsAnEmptyAnswer(Entasis entasis) {
    assertNothing(entasis.ticks().all());
    assertNothing(entasis.ticks().of("IBM"));

    Sample.store(entasis, tick("IBM", "2024-03-01T10:00:00Z", "1"));
    Instant at = Instant.parse("2024-03-01T10:00:00Z");
    assertNothing(entasis.ticks().of("ibm"));
    assertNothing(entasis.ticks().of("IBM").on("P"));
    assertNothing(entasis.ticks().of("IBM").before(at));
    assertNothing(entasis.ticks().of("IBM").during(TimeRange.of(at, at)));
    assertNothing(entasis.ticks().of("IBM").since(at.plusNanos(1_000)));
    assertNothing(entasis.ticks().of("IBM").since(at.plusSeconds(1)).before(at));
    assertNothing(
        entasis.ticks().all().priceAtLeast(new BigDecimal("2")).priceAtMost(new BigDecimal("1")));
  }

  private static void assertSame(Question question, TickQuery query, List<Tick> expected) {
    assertThat(query.list()).as("%s", question).isEqualTo(expected);
    try (Stream<Tick> stream = query.stream()) {
      assertThat(stream.toList()).as("%s", question).isEqualTo(expected);
    }
    List<Tick> each = new ArrayList<>();
    query.forEach(each::add);
    assertThat(each).as("%s", question).isEqualTo(expected);
    assertThat(ticksOf(query.columns())).as("%s", question).isEqualTo(expected);
    assertThat(query.findFirst()).as("%s", question).isEqualTo(expected.stream().findFirst());
    assertThat(query.count()).as("%s", question).isEqualTo(expected.size());
  }

  private static void assertNothing(TickQuery query) {
    assertThat(query.list()).isEmpty();
    try (Stream<Tick> stream = query.stream()) {
      assertThat(stream).isEmpty();
    }
    query.forEach(tick -> {
      throw new AssertionError("there is a tick: " + tick);
    });
    TickColumns columns = query.columns();
    assertThat(columns.size()).isZero();
    assertThat(columns.symbols().dictionary()).isEmpty();
    assertThat(query.findFirst()).isEmpty();
    assertThat(query.count()).isZero();
    assertThat(query.findLatest()).isEmpty();
    assertThat(query.latestPerSymbol()).isEmpty();
    assertThat(query.symbols()).isEmpty();
    assertThat(query.exchanges()).isEmpty();
    assertThat(query.findSpan()).isEmpty();
  }

  static List<Tick> ticksOf(TickColumns columns) {
    return IntStream.range(0, columns.size()).mapToObj(columns::tickAt).toList();
  }

  private static List<Tick> reversed(List<Tick> ticks) {
    return IntStream.range(0, ticks.size())
        .mapToObj(i -> ticks.get(ticks.size() - 1 - i))
        .toList();
  }

  private static List<Tick> joined(Collection<Tick> left, Collection<Tick> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }

  private static List<String> names(List<Tick> rows, Function<Tick, String> column) {
    return List.copyOf(new TreeSet<>(rows.stream().map(column).toList()));
  }

  private static Optional<Tick> last(List<Tick> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  private static Map<String, Tick> lastPerSymbol(List<Tick> rows) {
    Map<String, Tick> latest = new TreeMap<>();
    rows.forEach(tick -> latest.put(tick.symbol(), tick));
    return latest;
  }

  private static Optional<TickSpan> span(List<Tick> rows) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TickSpan(rows.get(0).timestamp(), rows.get(rows.size() - 1).timestamp()));
  }
}
