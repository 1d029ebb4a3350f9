package io.entasis.conformance.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.Entasis;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.cache.CacheKind;
import io.entasis.calendar.TradingCalendars;
import io.entasis.market.TimeRange;
import io.entasis.query.AnswerSource;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which bars are kept: those that time cannot change any more, until their past does. */
@EntasisTest
class CachedBarsTest {

  private static final Instant NOON = Kept.NOON;
  private static final BarSize HOUR = BarSize.ofHours(1);

  private final MovableClock clock = new MovableClock(NOON);
  private final Entasis entasis;

  CachedBarsTest(TestDatabase database) {
    this.entasis = Caching.following(
        Caching.on(database).clock(clock).cache(Caching.LASTING).open());
    entasis.ticks().saveAll(List.of(tick("A", -90, 1), tick("A", -30, 2), tick("B", -30, 3)));
  }

  @AfterEach
  void close() {
    entasis.close();
  }

  @Test
  void aRangeThatHasPassedIsKept() {
    assertKept(entasis.bars().of("A", HOUR).during(hours(-2, 0)));
    assertKept(entasis.bars().of("A", HOUR).before(NOON));
    assertKept(entasis.bars().of("A", HOUR).asOf(NOON.minusNanos(1_000)));
    assertKept(entasis
        .bars()
        .of(List.of("A", "B"), HOUR)
        .since(NOON.minusSeconds(7_200))
        .before(NOON));
    assertKept(entasis
        .bars()
        .of("A", HOUR)
        .in(ZoneOffset.ofHours(2))
        .descending()
        .limit(1)
        .before(NOON));
  }

  @Test
  void aRangeThatIsStillOpenIsNotKept() {
    assertNotKept(entasis.bars().of("A", HOUR));
    assertNotKept(entasis.bars().of("A", HOUR).since(NOON.minusSeconds(7_200)));
    assertNotKept(entasis.bars().of("A", HOUR).during(hours(-2, 1)));
    assertNotKept(entasis.bars().of("A", HOUR).asOf(NOON));
  }

  /** The range has passed and its last bar has not: it would say later that it is final. */
  @Test
  void barsThatAreStillOpenAreNotKept() {
    clock.advance(Duration.ofMinutes(20));
    entasis.ticks().save(tick("A", 5, 4));
    BarQuery query =
        entasis.bars().of("A", HOUR).during(TimeRange.startingAt(NOON, Duration.ofMinutes(15)));
    assertNotKept(query);

    clock.advance(Duration.ofMinutes(40));

    assertKept(query);
  }

  @Test
  void laterTicksChangeNothingAndLateOnesDo() {
    BarQuery query = entasis.bars().of("A", HOUR).during(hours(-2, 0));
    assertKept(query);

    entasis.ticks().save(tick("A", 10, 5));
    entasis.ticks().save(tick("B", -30, 5));
    assertThat(query.answer().source()).isEqualTo(AnswerSource.CACHE);
    entasis.ticks().save(tick("A", -30, 6));

    assertThat(query.answer().source()).isEqualTo(AnswerSource.DATABASE);
    assertThat(query.list()).extracting(Bar::ticks).containsExactly(1L, 2L);
  }

  @Test
  void oneOfSeveralSymbolsIsEnough() {
    BarQuery query = entasis.bars().of(List.of("A", "B"), HOUR).during(hours(-2, 0));
    assertKept(query);

    entasis.ticks().save(tick("B", -40, 6));

    assertThat(query.answer().source()).isEqualTo(AnswerSource.DATABASE);
  }

  @Test
  void differentQuestionsHaveDifferentAnswers() {
    BarQuery whole = entasis.bars().of("A", HOUR);
    assertThat(whole.during(hours(-2, 0)).list()).hasSize(2);
    assertThat(whole.during(hours(-1, 0)).list()).hasSize(1);
    assertThat(whole.during(hours(-2, 0)).limit(1).list()).hasSize(1);
    assertThat(whole.on("X").during(hours(-2, 0)).list()).isEmpty();
    assertThat(entasis.bars().of("B", HOUR).during(hours(-2, 0)).list()).hasSize(1);
    assertThat(entasis.bars().of("A", BarSize.ofHours(4)).during(hours(-2, 0)).list())
        .hasSize(1);
  }

  @Test
  void aCalendarThatIsAskedForAgainIsTheSameQuestion() {
    assertKept(
        entasis.bars().of("A", HOUR).session(TradingCalendars.XNYS.extended()).before(NOON));
    assertThat(entasis
            .bars()
            .of("A", HOUR)
            .session(TradingCalendars.XNYS.extended())
            .before(NOON)
            .answer()
            .source())
        .isEqualTo(AnswerSource.CACHE);
  }

  @Test
  void symbolsTakeRoomEvenWithoutBars() {
    assertThat(
            entasis.bars().of(List.of("X", "Y", "Z"), HOUR).during(hours(-2, 0)).list())
        .isEmpty();

    assertThat(entasis.cache().statistics(CacheKind.BARS).rows()).isEqualTo(3);
  }

  private static void assertKept(BarQuery query) {
    List<Bar> bars = query.list();
    assertThat(bars).isNotEmpty();
    assertThat(query.answer().source()).isEqualTo(AnswerSource.CACHE);
    assertThat(query.list()).isEqualTo(bars);
    assertThat(query.count()).isEqualTo(bars.size());
  }

  private static void assertNotKept(BarQuery query) {
    assertThat(query.list()).isNotEmpty();
    assertThat(query.answer().source()).isEqualTo(AnswerSource.DATABASE);
  }

  private static TimeRange hours(int from, int to) {
    return TimeRange.of(NOON.plusSeconds(from * 3_600L), NOON.plusSeconds(to * 3_600L));
  }

  private static Tick tick(String symbol, int minutes, long price) {
    return new Tick(
        symbol, "NYSE", NOON.plusSeconds(minutes * 60L), BigDecimal.valueOf(price), BigDecimal.ONE);
  }
}
