package io.entasis.internal.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.bar.BarSize;
import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.tick.TickSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids cover the span they were made for, and know where their bars end. */
class AlignmentTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final TickSpan MARCH =
      new TickSpan(Instant.parse("2024-03-09T12:00:00Z"), Instant.parse("2024-03-12T12:00:00Z"));

  @Test
  void onlyCalendarsNeedToKnowTheSpan() {
    assertThat(Alignment.of(BarSize.ofHours(5)).needsSpan()).isFalse();
    assertThat(Alignment.of(BarSize.ofHours(5)).in(ZoneOffset.ofHours(3)).needsSpan())
        .isFalse();
    assertThat(Alignment.of(BarSize.ofMonth()).needsSpan()).isTrue();
    assertThat(Alignment.of(BarSize.ofDays(1)).in(NEW_YORK).needsSpan()).isTrue();
  }

  @Test
  void aFixedGridHasNoEnds() {
    Grid grid = Alignment.of(BarSize.ofHours(5)).fixedGrid();

    assertThat(grid.covered()).isEmpty();
    assertThat(grid.endOf(Instant.parse("2000-01-03T00:00:00Z"))).isEqualTo("2000-01-03T05:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-09T05:00:00Z, 2024-03-10T05:00:00Z",
    "2024-03-10T05:00:00Z, 2024-03-11T04:00:00Z",
    "2024-03-11T04:00:00Z, 2024-03-12T04:00:00Z"
  })
  void aDayOfTheCalendarEndsWhereTheNextBegins(Instant start, Instant end) {
    assertThat(Alignment.of(BarSize.ofDays(1))
            .in(NEW_YORK)
            .gridOver(MARCH)
            .orElseThrow()
            .endOf(start))
        .isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-10T05:00:00Z, 2024-03-10T09:00:00Z",
    "2024-03-11T01:00:00Z, 2024-03-11T04:00:00Z",
    "2024-03-11T04:00:00Z, 2024-03-11T08:00:00Z"
  })
  void theLastBarOfADayEndsWithIt(Instant start, Instant end) {
    assertThat(Alignment.of(BarSize.ofHours(4))
            .in(NEW_YORK)
            .gridOver(MARCH)
            .orElseThrow()
            .endOf(start))
        .isEqualTo(end);
  }

  @Test
  void aGridCoversItsSpanAndNotMuchMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ZoneId[] zones = Stream.of(
            "America/New_York", "America/Havana", "Asia/Kolkata", "Pacific/Apia", "UTC")
        .map(ZoneId::of)
        .toArray(ZoneId[]::new);
    BarSize[] sizes =
        Stream.of("1h", "1d", "2d", "7d", "31d", "1mo").map(BarSize::parse).toArray(BarSize[]::new);
    for (int i = 0; i < 500; i++) {
      BarSize size = sizes[random.nextInt(sizes.length)];
      ZoneId zone = zones[random.nextInt(zones.length)];
      LocalDateTime origin =
          LocalDateTime.of(2000, 1, 1 + random.nextInt(28), random.nextInt(24), 0);
      Instant first = Instant.ofEpochSecond(random.nextInt(1_800_000_000));
      TickSpan span = new TickSpan(first, first.plusSeconds(random.nextInt(400 * 86_400)));
      Alignment alignment = Alignment.of(size).in(zone).from(origin);
      if (!alignment.needsSpan()) {
        continue;
      }
      String what = "seed " + seed + ": " + alignment + " over " + span;

      TimeRange covered = alignment.gridOver(span).orElseThrow().covered().orElseThrow();

      assertThat(covered.contains(span.first())).as(what).isTrue();
      assertThat(covered.contains(span.last())).as(what).isTrue();
      assertThat(Duration.between(covered.from(), span.first()))
          .as(what)
          .isLessThan(Duration.ofDays(70));
      assertThat(Duration.between(span.last(), covered.to()))
          .as(what)
          .isLessThan(Duration.ofDays(70));
    }
  }

  @Test
  void aSpanOfOneInstantIsCovered() {
    for (String at :
        new String[] {"2024-03-10T05:00:00Z", "2024-03-10T04:59:59.999999Z", "2024-11-03T05:30:00Z"
        }) {
      TickSpan span = new TickSpan(Instant.parse(at), Instant.parse(at));
      for (BarSize size :
          new BarSize[] {BarSize.ofDays(1), BarSize.ofHours(1), BarSize.ofMonth()}) {
        assertThat(Alignment.of(size)
                .in(NEW_YORK)
                .gridOver(span)
                .orElseThrow()
                .covered()
                .orElseThrow()
                .contains(span.first()))
            .isTrue();
      }
    }
  }

  @Test
  void zoneAndOriginAreGivenOnce() {
    Alignment alignment = Alignment.of(BarSize.ofHours(1));
    LocalDateTime five = LocalDateTime.of(2000, 1, 3, 17, 0);

    assertThatThrownBy(() -> alignment.in(NEW_YORK).in(NEW_YORK))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> alignment.from(five).from(five))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Alignment.of(BarSize.ofHours(5)).in(NEW_YORK))
        .isInstanceOf(InvalidInputException.class);
    assertThat(Alignment.of(BarSize.ofMonth()).in(NEW_YORK).needsSpan()).isTrue();
  }
}
