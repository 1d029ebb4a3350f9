package io.entasis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.bar.Bar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeLabelsTest {

  @Test
  void daysAreNamedAndRoundHoursBetweenThemWhereThereIsRoom() {
    List<Bar> bars = bars("2024-01-31T00:00:00Z", 48, Duration.ofHours(1));
    assertThat(new TimeLabels(bars, new BarSlots(bars), 6).texts().toString())
        .isEqualTo("{0=Wed 31 Jan, 6=06:00, 12=12:00, 18=18:00,"
            + " 24=Thu 1 Feb, 30=06:00, 36=12:00, 42=18:00}");
    assertThat(new TimeLabels(bars, new BarSlots(bars), 7).texts().toString())
        .isEqualTo("{0=Wed 31 Jan, 12=12:00, 24=Thu 1 Feb, 36=12:00}");
  }

  @Test
  void aDayKeepsItsLabelWhereTheChartBeginsShortlyBefore() {
    List<Bar> bars = bars("2024-01-30T22:00:00Z", 20, Duration.ofHours(1));
    assertThat(new TimeLabels(bars, new BarSlots(bars), 6).texts().toString())
        .isEqualTo("{2=Wed 31 Jan, 8=06:00, 14=12:00}");
  }

  @Test
  void theFirstBarIsNamedByItsDay() {
    List<Bar> bars = bars("2024-01-30T14:00:00Z", 7, Duration.ofHours(1));
    assertThat(new TimeLabels(bars, new BarSlots(bars), 2).texts().values())
        .startsWith("Tue 30 Jan")
        .contains("18:00");
  }

  @Test
  void monthsAndYearsAreNamedWhereBarsAreLong() {
    List<Bar> bars = bars("2023-01-01T00:00:00Z", 800, Duration.ofDays(1));
    assertThat(new TimeLabels(bars, new BarSlots(bars), 100).texts().values())
        .contains("1 Jan 2024", "1 Jan 2025");
  }

  @Test
  void aNightTakesOneSlotThatIsMarked() {
    List<Bar> bars = Stream.concat(
            bars("2024-01-30T14:00:00Z", 7, Duration.ofHours(1)).stream(),
            bars("2024-01-31T14:00:00Z", 12, Duration.ofHours(1)).stream())
        .toList();
    BarSlots slots = new BarSlots(bars);
    assertThat(slots.breaks()).containsExactly(7);
    assertThat(slots.of(6)).isEqualTo(6);
    assertThat(slots.of(7)).isEqualTo(8);
    assertThat(slots.size()).isEqualTo(20);
  }

  @Test
  void aQuietMinuteAndAWeekendAreNoBreaks() {
    List<Bar> minutes = Stream.concat(
            bars("2024-01-30T14:00:00Z", 9, Duration.ofMinutes(1)).stream(),
            bars("2024-01-30T14:59:00Z", 9, Duration.ofMinutes(1)).stream())
        .toList();
    assertThat(new BarSlots(minutes).breaks()).isEmpty();
    List<Bar> days = Stream.concat(
            bars("2024-01-29T00:00:00Z", 5, Duration.ofDays(1)).stream(),
            bars("2024-02-05T00:00:00Z", 5, Duration.ofDays(1)).stream())
        .toList();
    assertThat(new BarSlots(days).breaks()).isEmpty();
  }

  @Test
  void fewBarsStandInTheMiddle() {
    List<Bar> bars = bars("2024-01-29T00:00:00Z", 4, Duration.ofDays(1));
    BarSlots slots = new BarSlots(bars);
    assertThat(slots.size()).isEqualTo(16);
    assertThat(slots.of(0)).isEqualTo(6);
  }

  private static List<Bar> bars(String start, int count, Duration size) {
    return IntStream.range(0, count)
        .mapToObj(i -> Instant.parse(start).plus(size.multipliedBy(i)))
        .map(from -> new Bar(
            "ANY",
            from,
            from.plus(size),
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            1))
        .toList();
  }
}
