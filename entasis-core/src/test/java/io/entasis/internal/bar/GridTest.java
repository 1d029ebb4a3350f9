package io.entasis.internal.bar;

import static io.entasis.calendar.TradingCalendars.XCME;
import static io.entasis.calendar.TradingCalendars.XNYS;
import static io.entasis.calendar.TradingCalendars.XTKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.bar.BarSize;
import io.entasis.calendar.TradingCalendar;
import io.entasis.calendar.TradingCalendars;
import io.entasis.market.TimeRange;
import io.entasis.tick.TickSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids can be walked forwards and backwards, and know what bins they are made of. */
class GridTest {

  private static final TickSpan MARCH =
      new TickSpan(Instant.parse("2024-03-04T12:00:00Z"), Instant.parse("2024-03-14T12:00:00Z"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void theNextTheLastAndTheBarAtAnInstantAgree() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (Grid grid : grids()) {
      List<TimeRange> bars = bars(grid);
      assertThat(bars).hasSizeGreaterThan(5);
      for (int i = 0; i < 300; i++) {
        Instant instant = instant(random, bars);
        String what = "seed " + seed + ": " + instant;

        assertThat(grid.barAt(instant)).as(what).isEqualTo(first(bars, instant, instant));
        assertThat(grid.firstFrom(instant))
            .as(what)
            .isEqualTo(
                bars.stream().filter(bar -> !bar.from().isBefore(instant)).findFirst());
        assertThat(grid.lastBefore(instant))
            .as(what)
            .isEqualTo(bars.stream()
                .filter(bar -> bar.from().isBefore(instant))
                .reduce((one, other) -> other));
      }
      bars.forEach(bar -> assertThat(grid.endOf(bar.from())).isEqualTo(bar.to()));
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "XNYS, 65m, true",
    "XNYS, 1d, true",
    "XNYS, 7m, true",
    "XTKS, 1h, true",
    "XCME, 195m, true",
    "XNYS, 90s, false",
    "XNYS, 7s, false"
  })
  void sessionsAreMadeOfMinutes(String mic, String size, boolean minutes) {
    Grid grid = session(TradingCalendars.of(mic), size);

    assertThat(grid.isAlignedTo(MINUTE)).isEqualTo(minutes);
    assertThat(grid.isAlignedTo(Duration.ofSeconds(1))).isTrue();
    assertThat(grid.isAlignedTo(Duration.ofHours(1))).isFalse();
  }

  @Test
  void onlyWholeHoursAreMadeOfHours() {
    assertThat(session(XCME, "1h").isAlignedTo(Duration.ofHours(1))).isTrue();
    assertThat(session(XCME, "1d").isAlignedTo(Duration.ofHours(1))).isTrue();
    assertThat(session(XTKS, "1h").isAlignedTo(Duration.ofHours(1))).isFalse();
  }

  private static List<Grid> grids() {
    return List.of(
        Alignment.of(BarSize.ofHours(7)).fixedGrid(),
        Alignment.of(BarSize.ofMinutes(50)).in(ZoneOffset.ofHours(3)).fixedGrid(),
        calendar("1d"),
        calendar("4h"),
        session(XNYS, "65m"),
        session(XNYS.extended(), "7m"),
        session(XTKS, "1h"),
        session(XTKS, "1d"),
        session(XCME, "4h"));
  }

  private static Grid calendar(String size) {
    return Alignment.of(BarSize.parse(size))
        .in(ZoneId.of("America/New_York"))
        .gridOver(MARCH)
        .orElseThrow();
  }

  private static Grid session(TradingCalendar calendar, String size) {
    return Alignment.of(BarSize.parse(size)).session(calendar).gridOver(MARCH).orElseThrow();
  }

  /** By walking; a grid without ends from the first bar of the span on. */
  private static List<TimeRange> bars(Grid grid) {
    List<TimeRange> bars = new ArrayList<>();
    Instant from = grid.covered().map(TimeRange::from).orElse(MARCH.first());
    Optional<TimeRange> bar = grid.firstFrom(from);
    while (bar.isPresent() && bar.get().from().isBefore(MARCH.last().plus(Duration.ofDays(9)))) {
      bars.add(bar.get());
      bar = grid.firstFrom(bar.get().to());
    }
    return bars;
  }

  /** Well inside of the bars, so that grids without ends have no others. */
  private static Instant instant(Random random, List<TimeRange> bars) {
    TimeRange bar = bars.get(1 + random.nextInt(bars.size() - 2));
    return switch (random.nextInt(3)) {
      case 0 -> bar.from();
      case 1 -> bar.from().minusNanos(1_000);
      default -> bar.from().plusSeconds(random.nextInt((int) bar.length().toSeconds()));
    };
  }

  private static Optional<TimeRange> first(List<TimeRange> bars, Instant from, Instant to) {
    return bars.stream()
        .filter(bar -> !bar.from().isAfter(to) && bar.to().isAfter(from))
        .findFirst();
  }
}
