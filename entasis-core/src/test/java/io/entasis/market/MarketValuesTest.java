package io.entasis.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time ranges, microseconds and scaled decimals. */
class MarketValuesTest {

  private static final Instant TEN = Instant.parse("2024-03-01T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2024-03-01T11:00:00Z");
  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 100000000",
    "-1, -100000000",
    "185.5, 18550000000",
    "1E+2, 10000000000",
    "0.00000001, 1",
    "0.000000010, 1",
    "92233720368.54775807, 9223372036854775807",
    "-92233720368.54775808, -9223372036854775808"
  })
  void decimalsAreMultiplesOfTheSmallestUnit(BigDecimal decimal, long scaled) {
    assertThat(ScaledDecimal.of(decimal)).isEqualTo(scaled);
    assertThat(ScaledDecimal.toDecimal(scaled)).isEqualByComparingTo(decimal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.000000001", "92233720368.54775808", "-92233720368.54775809", "1E+20", "1E-9"})
  void whatDoesNotFitIsRefused(String decimal) {
    assertThatThrownBy(() -> ScaledDecimal.of(new BigDecimal(decimal)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void everyScaledLongComesBackWithoutTrailingZeros() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long scaled = new BigInteger(1 + random.nextInt(63), random).longValue()
          * (random.nextBoolean() ? 1 : -1);
      BigDecimal decimal = ScaledDecimal.toDecimal(scaled);
      assertThat(decimal).as("seed %s", seed).isEqualByComparingTo(BigDecimal.valueOf(scaled, 8));
      assertThat(decimal.scale()).isBetween(0, 8);
      assertThat(decimal.scale() == 0
              || decimal.unscaledValue().mod(BigInteger.TEN).signum() != 0)
          .isTrue();
      assertThat(ScaledDecimal.of(decimal)).isEqualTo(scaled);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.000001999Z, 1",
    "1969-12-31T23:59:59.999999999Z, -1",
    "1969-12-31T23:59:59.999999Z, -1",
    "1969-12-31T23:59:59Z, -1000000",
    "2000-01-01T00:00:00Z, 946684800000000"
  })
  void instantsAreCutTowardsThePast(Instant instant, long micros) {
    assertThat(Micros.of(instant)).isEqualTo(micros);
    assertThat(Micros.toInstant(micros))
        .isEqualTo(Micros.truncate(instant))
        .isBeforeOrEqualTo(instant);
    assertThat(Duration.between(Micros.truncate(instant), instant))
        .isLessThan(Duration.ofNanos(1_000));
  }

  @Test
  void theEndsOfALongAndOfTimeAreKnown() {
    assertThat(Micros.of(Micros.toInstant(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.toInstant(Long.MIN_VALUE)).isBefore(Instant.parse("-290000-01-01T00:00:00Z"));
    assertThatThrownBy(() -> Micros.of(Instant.MAX)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Micros.of(Instant.MIN)).isInstanceOf(ArithmeticException.class);
    assertThat(Micros.truncate(Instant.MIN)).isEqualTo(Instant.MIN);
    assertThat(Micros.truncate(Instant.MAX)).isBefore(Instant.MAX);
  }

  @Test
  void theLowestMicrosecondsComeBack() {
    assertThat(Micros.of(Micros.toInstant(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aRangeIncludesItsStartAndNotItsEnd() {
    TimeRange range = TimeRange.of(TEN, ELEVEN);

    assertThat(range.contains(TEN)).isTrue();
    assertThat(range.contains(ELEVEN.minusNanos(1_000))).isTrue();
    assertThat(range.contains(ELEVEN)).isFalse();
    assertThat(range.contains(TEN.minusNanos(1))).isFalse();
    assertThat(range.length()).isEqualTo(Duration.ofHours(1));
    assertThat(range).isEqualTo(TimeRange.startingAt(TEN, Duration.ofHours(1)));
    assertThat(range).hasToString("[2024-03-01T10:00:00Z, 2024-03-01T11:00:00Z)");
  }

  @Test
  void rangesThatTouchShareNothing() {
    TimeRange early = TimeRange.of(TEN, ELEVEN);
    TimeRange late = TimeRange.of(ELEVEN, NOON);
    TimeRange both = TimeRange.of(TEN, NOON);
    TimeRange none = TimeRange.of(ELEVEN, ELEVEN);

    assertThat(early.overlaps(late)).isFalse();
    assertThat(early.intersection(late)).isEmpty();
    assertThat(both.intersection(late)).contains(late);
    assertThat(late.intersection(both)).contains(late);
    assertThat(both.overlaps(none)).isFalse();
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.contains(ELEVEN)).isFalse();
    assertThat(both.isEmpty()).isFalse();
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsRefused() {
    assertThatThrownBy(() -> TimeRange.of(ELEVEN, TEN)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> TimeRange.between(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> TimeRange.startingAt(TEN, Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(TimeRange.of(TEN.plusNanos(999), TEN).isEmpty())
        .as("the ends are cut before they are compared")
        .isTrue();
  }

  @Test
  void daysMonthsAndYearsAreThoseOfUtc() {
    assertThat(TimeRange.day(LocalDate.of(2024, 2, 29)))
        .hasToString("[2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z)");
    assertThat(TimeRange.month(YearMonth.of(2024, 2)).length()).isEqualTo(Duration.ofDays(29));
    assertThat(TimeRange.month(YearMonth.of(2024, 12)).to()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(TimeRange.year(Year.of(2024)).length()).isEqualTo(Duration.ofDays(366));
  }
}
