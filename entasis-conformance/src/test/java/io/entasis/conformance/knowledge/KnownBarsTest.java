package io.entasis.conformance.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entasis.Entasis;
import io.entasis.KnownAt;
import io.entasis.bar.Bar;
import io.entasis.bar.BarQuery;
import io.entasis.bar.BarSize;
import io.entasis.bar.BarState;
import io.entasis.bar.BarThreshold;
import io.entasis.calendar.SessionHours;
import io.entasis.calendar.TradingCalendar;
import io.entasis.market.TimeRange;
import io.entasis.testkit.EntasisTest;
import io.entasis.testkit.TestDatabase;
import io.entasis.tick.Tick;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was open at an instant is not told as if it had ended, in sessions, fills and other bars either. */
@EntasisTest
class KnownBarsTest {

  private static final TradingCalendar ALWAYS = TradingCalendar.builder("ALWAYS", ZoneOffset.UTC)
      .covering(LocalDate.of(2020, 1, 1), LocalDate.of(2100, 1, 1))
      .hours(
          EnumSet.allOf(DayOfWeek.class), SessionHours.of(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
      .build();

  @Test
  void theSessionThatIsOpenIsLeftOutUnlessItIsAskedFor(Entasis entasis, TestDatabase database) {
    Instant then = store(entasis, database, startOfToday(database));
    BarQuery days = known(entasis, then).bars().of("X", BarSize.ofDays(1)).session(ALWAYS);

    assertThat(days.list()).extracting(Bar::state).containsOnly(BarState.FINAL);
    assertThat(days.list()).allSatisfy(bar -> assertThat(bar.end()).isBeforeOrEqualTo(then));
    List<Bar> all = days.withProvisional().list();
    assertThat(all.get(all.size() - 1).end()).isAfter(then);
    assertThat(all.get(all.size() - 1).state()).isEqualTo(BarState.PROVISIONAL);
    assertThat(all.subList(0, all.size() - 1)).isEqualTo(days.list());
  }

  @Test
  void nothingIsFilledThatWasOpen(Entasis entasis, TestDatabase database) {
    Instant then = store(entasis, database, now(database).minus(Duration.ofMinutes(11)));
    TimeRange range = TimeRange.of(
        then.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5)),
        then.plus(Duration.ofHours(9)));
    for (BarQuery minutes : List.of(
        known(entasis, then).bars().of("X", BarSize.ofMinutes(10)),
        known(entasis, then).bars().of("X", BarSize.ofMinutes(10)).session(ALWAYS))) {
      BarQuery filled = minutes.during(range).fillPreviousClose(Duration.ofDays(10));

      Bar last = filled.descending().findFirst().orElseThrow();
      assertThat(last.end()).isBeforeOrEqualTo(then).isAfter(then.minusSeconds(601));
      Bar open = filled.withProvisional().descending().findFirst().orElseThrow();
      assertThat(open.start()).isBeforeOrEqualTo(then).isEqualTo(last.end());
      assertThat(open.state()).isEqualTo(BarState.FILLED);
      assertThat(filled.slots().count()).isEqualTo(filled.count());
    }
  }

  @Test
  void aBarThatIsNotFullIsLeftOutUnlessItIsAskedFor(Entasis entasis, TestDatabase database) {
    Instant then = store(entasis, database, startOfToday(database));
    entasis.ticks().save(tick(then.minusSeconds(7_200)));
    KnownAt known = known(entasis, then);

    assertThat(known.bars().of("X", BarThreshold.ofTicks(2)).list())
        .extracting(Bar::state)
        .containsExactly(BarState.FINAL);
    assertThat(known.bars().of("X", BarThreshold.ofTicks(2)).withProvisional().list())
        .extracting(Bar::state)
        .containsExactly(BarState.FINAL, BarState.PROVISIONAL);
    assertThat(entasis.bars().of("X", BarThreshold.ofTicks(2)).count()).isEqualTo(2);
  }

  /** Three ticks; gives an instant after they were written. */
  private static Instant store(Entasis entasis, TestDatabase database, Instant last) {
    Instant now = now(database);
    entasis
        .ticks()
        .saveAll(List.of(
            tick(now.minus(Duration.ofDays(3))), tick(now.minus(Duration.ofDays(2))), tick(last)));
    return now(database);
  }

  /** Of a day that does not end before the test does. */
  private static Instant startOfToday(TestDatabase database) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> now(database), now -> startOf(now).equals(startOf(now.plusSeconds(60))))
        .truncatedTo(ChronoUnit.DAYS);
  }

  private static Instant startOf(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }

  private static Tick tick(Instant at) {
    return new Tick("X", "P", at, BigDecimal.TEN, BigDecimal.ONE);
  }

  private static KnownAt known(Entasis entasis, Instant then) {
    return entasis.knownAt(then, Duration.ofSeconds(10));
  }

  private static Instant now(TestDatabase database) {
    String text = database
        .query(
            "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        .get(0);
    return OffsetDateTime.parse(text).toInstant();
  }
}
