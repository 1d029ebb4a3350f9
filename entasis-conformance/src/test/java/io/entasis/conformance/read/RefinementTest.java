package io.entasis.conformance.read;

import static io.entasis.conformance.read.Sample.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.entasis.Entasis;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarThreshold;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.tick.Tick;
import io.entasis.tick.TickQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A question checks itself at every word, and is a value. */
@EntasisTest
class RefinementTest {

  private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");
  private static final TimeRange HOUR = TimeRange.startingAt(AT, Duration.ofHours(1));
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDateTime FIVE = LocalDateTime.of(2000, 1, 3, 17, 0);

  @TestFactory
  Collection<DynamicTest> noConditionOnTicksCanBeGivenTwice(Entasis entasis) {
    Map<String, Function<TickQuery, TickQuery>> pairs = new LinkedHashMap<>();
    pairs.put("on, on", query -> query.on("P").on("Q"));
    pairs.put("on, on the same", query -> query.on("P").on("P"));
    pairs.put("during, during", query -> query.during(HOUR).during(HOUR));
    pairs.put("during, since", query -> query.during(HOUR).since(AT));
    pairs.put("during, before", query -> query.during(HOUR).before(AT));
    pairs.put("during, asOf", query -> query.during(HOUR).asOf(AT));
    pairs.put("since, during", query -> query.since(AT).during(HOUR));
    pairs.put("since, since", query -> query.since(AT).since(AT));
    pairs.put("before, before", query -> query.before(AT).before(AT));
    pairs.put("before, asOf", query -> query.before(AT).asOf(AT));
    pairs.put("before, during", query -> query.before(AT).during(HOUR));
    pairs.put("asOf, asOf", query -> query.asOf(AT).asOf(AT));
    pairs.put("asOf, before", query -> query.asOf(AT).before(AT));
    pairs.put("asOf, during", query -> query.asOf(AT).during(HOUR));
    pairs.put("priceAtLeast", query -> query.priceAtLeast(ONE).priceAtLeast(ONE));
    pairs.put("priceAtMost", query -> query.priceAtMost(ONE).priceAtMost(ONE));
    pairs.put("volumeAtLeast", query -> query.volumeAtLeast(ONE).volumeAtLeast(ONE));
    pairs.put("volumeAtMost", query -> query.volumeAtMost(ONE).volumeAtMost(ONE));
    pairs.put("maxAge", query -> query.maxAge(Duration.ZERO).maxAge(Duration.ZERO));
    pairs.put("ascending", query -> query.ascending().ascending());
    pairs.put("ascending, descending", query -> query.ascending().descending());
    pairs.put("descending, ascending", query -> query.descending().ascending());
    pairs.put("limit", query -> query.limit(1).limit(1));
    return refused(pairs, entasis.ticks().of("IBM"));
  }

  @TestFactory
  Collection<DynamicTest> noConditionOnBarsCanBeGivenTwice(Entasis entasis) {
    Map<String, Function<BarQuery, BarQuery>> pairs = new LinkedHashMap<>();
    pairs.put("on, on", query -> query.on("P").on("Q"));
    pairs.put("during, during", query -> query.during(HOUR).during(HOUR));
    pairs.put("during, since", query -> query.during(HOUR).since(AT));
    pairs.put("during, before", query -> query.during(HOUR).before(AT));
    pairs.put("since, since", query -> query.since(AT).since(AT));
    pairs.put("since, during", query -> query.since(AT).during(HOUR));
    pairs.put("before, before", query -> query.before(AT).before(AT));
    pairs.put("before, during", query -> query.before(AT).during(HOUR));
    pairs.put("in, in", query -> query.in(NEW_YORK).in(NEW_YORK));
    pairs.put("in, in UTC", query -> query.in(ZoneOffset.UTC).in(ZoneOffset.UTC));
    pairs.put("origin, origin", query -> query.origin(FIVE).origin(FIVE));
    pairs.put("ascending, descending", query -> query.ascending().descending());
    pairs.put("descending, descending", query -> query.descending().descending());
    pairs.put("limit", query -> query.limit(1).limit(2));
    return refused(pairs, entasis.bars().of("IBM", BarSize.ofHours(1)));
  }

  @Test
  void limitsAndAgesThatMakeNoSenseAreRefused(Entasis entasis) {
    TickQuery ticks = entasis.ticks().all();
    BarQuery bars = entasis.bars().of("IBM", BarSize.ofHours(1));
    for (long limit : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> ticks.limit(limit)).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> bars.limit(limit)).isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> ticks.maxAge(Duration.ofNanos(-1)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(ticks.limit(Long.MAX_VALUE).list()).isEmpty();
    assertThat(bars.limit(Long.MAX_VALUE).list()).isEmpty();
  }

  @Test
  void noSymbolAtAllIsRefused(Entasis entasis) {
    BarSize hour = BarSize.ofHours(1);
    assertThatThrownBy(() -> entasis.ticks().of(List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("symbol");
    assertThatThrownBy(() -> entasis.ticks().of(Set.of()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> entasis.bars().of(List.of(), hour))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("symbol");
  }

  /** Null is refused at the call, by an exception that says of what. */
  @TestFactory
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  Collection<DynamicTest> nullIsRefusedAtTheCall(Entasis entasis) {
    TickQuery ticks = entasis.ticks().of("IBM");
    BarQuery bars = entasis.bars().of("IBM", BarSize.ofHours(1));
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("ticks of symbol", () -> entasis.ticks().of((String) null));
    calls.put("ticks of second symbol", () -> entasis.ticks().of("IBM", (String) null));
    calls.put("ticks of third symbol", () -> entasis.ticks().of("IBM", "AIG", (String) null));
    calls.put("ticks of collection", () -> entasis.ticks().of((Collection<String>) null));
    calls.put("ticks of element", () -> entasis.ticks().of(Arrays.asList("IBM", null)));
    calls.put("on", () -> ticks.on(null));
    calls.put("on another", () -> ticks.on("P", (String) null));
    calls.put("during", () -> ticks.during(null));
    calls.put("since", () -> ticks.since(null));
    calls.put("before", () -> ticks.before(null));
    calls.put("asOf", () -> ticks.asOf(null));
    calls.put("priceAtLeast", () -> ticks.priceAtLeast(null));
    calls.put("priceAtMost", () -> ticks.priceAtMost(null));
    calls.put("volumeAtLeast", () -> ticks.volumeAtLeast(null));
    calls.put("volumeAtMost", () -> ticks.volumeAtMost(null));
    calls.put("maxAge", () -> ticks.maxAge(null));
    calls.put("findAsOf", () -> ticks.findAsOf(null));
    calls.put("forEach", () -> ticks.forEach(null));
    calls.put("bars of symbol", () -> entasis.bars().of((String) null, BarSize.ofHours(1)));
    calls.put("bars of size", () -> entasis.bars().of("IBM", (BarSize) null));
    calls.put("bars on", () -> bars.on("P", (String) null));
    calls.put("bars during", () -> bars.during(null));
    calls.put("bars in", () -> bars.in(null));
    calls.put("bars origin", () -> bars.origin(null));
    calls.put("bars day", () -> bars.dayStartsAt(null));
    calls.put("bars session", () -> bars.session(null));
    calls.put("bars fill", () -> bars.fillPreviousClose(null));
    calls.put("bars of threshold", () -> entasis.bars().of("IBM", (BarThreshold) null));
    calls.put("slots forEach", () -> bars.slots().forEach(null));
    calls.put("bars forEach", () -> bars.forEach(null));
    return calls.entrySet().stream()
        .map(call -> DynamicTest.dynamicTest(
            call.getKey(),
            () -> assertThat(catchThrowable(call.getValue()::run))
                .isInstanceOfAny(NullPointerException.class, InvalidInputException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .isNotBlank()
                .isNotEqualTo("null")))
        .toList();
  }

  @Test
  void aQuestionIsAValue(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "P", "2024-03-01T10:00:00Z", "1", "1"),
        tick("IBM", "Q", "2024-03-01T10:30:00Z", "2", "2"),
        tick("IBM", "P", "2024-03-01T11:30:00Z", "3", "3"));
    TickQuery ibm = entasis.ticks().of("IBM");

    TickQuery onP = ibm.on("P");
    TickQuery morning = ibm.during(HOUR);
    TickQuery both = onP.during(HOUR);
    TickQuery last = ibm.descending().limit(1);
    List<Tick> all = ibm.list();

    assertThat(all).hasSize(3);
    assertThat(onP.list()).containsExactly(all.get(0), all.get(2));
    assertThat(morning.list()).containsExactly(all.get(0), all.get(1));
    assertThat(both.list()).containsExactly(all.get(0));
    assertThat(last.list()).containsExactly(all.get(2));
    assertThat(ibm.list()).isEqualTo(all);
    Sample.store(entasis, tick("IBM", "P", "2024-03-01T12:00:00Z", "4", "4"));
    assertThat(ibm.count()).isEqualTo(4);
    assertThat(last.findFirst()).map(Tick::price).contains(new BigDecimal("4"));

    BarQuery hours = entasis.bars().of("IBM", BarSize.ofHours(1));
    BarQuery local = hours.in(NEW_YORK).on("Q");
    assertThat(hours.count()).isEqualTo(3);
    assertThat(local.count()).isEqualTo(1);
    assertThat(hours.descending().limit(1).list()).hasSize(1);
    assertThat(hours.count()).isEqualTo(3);
  }

  @Test
  void whatTheCallerChangesLaterDoesNotChangeTheQuestion(Entasis entasis) {
    Sample.store(
        entasis,
        tick("IBM", "2024-03-01T10:00:00Z", "1"),
        tick("AIG", "2024-03-01T10:00:00Z", "1"));
    List<String> symbols = new ArrayList<>(List.of("IBM"));
    TickQuery query = entasis.ticks().of(symbols);
    symbols.add("AIG");

    assertThat(query.list()).hasSize(1);
  }

  private static <Q> Collection<DynamicTest> refused(
      Map<String, Function<Q, Q>> pairs, Q question) {
    return pairs.entrySet().stream()
        .map(pair -> DynamicTest.dynamicTest(
            pair.getKey(),
            () -> assertThatThrownBy(() -> pair.getValue().apply(question))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("twice")))
        .toList();
  }
}
