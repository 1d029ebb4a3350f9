package io.entasis.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes from a second to a month, equal when they mean the same. */
class BarSizeTest {

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S, 1s",
    "59s, PT59S, 59s",
    "60s, PT1M, 1m",
    "90s, PT1M30S, 90s",
    "5m, PT5M, 5m",
    "60m, PT1H, 1h",
    "3600s, PT1H, 1h",
    "90m, PT1H30M, 90m",
    "24h, PT24H, 1d",
    "36h, PT36H, 36h",
    "48h, PT48H, 2d",
    "1w, PT168H, 7d",
    "4w, PT672H, 28d",
    "31d, PT744H, 31d",
    "2678400s, PT744H, 31d",
    "' 5M ', PT5M, 5m",
    "007m, PT7M, 7m"
  })
  void textsNameSizes(String text, Duration length, String canonical) {
    BarSize size = BarSize.parse(text);

    assertThat(size.toDuration()).isEqualTo(length);
    assertThat(size).hasToString(canonical);
    assertThat(BarSize.parse(size.toString())).isEqualTo(size).hasSameHashCodeAs(size);
    assertThat(size.isMonth()).isFalse();
  }

  @Test
  void sizesThatMeanTheSameAreEqual() {
    assertThat(BarSize.ofSeconds(60)).isEqualTo(BarSize.ofMinutes(1));
    assertThat(BarSize.ofMinutes(1_440))
        .isEqualTo(BarSize.ofDays(1))
        .isEqualTo(BarSize.ofHours(24));
    assertThat(BarSize.ofDays(7)).isEqualTo(BarSize.parse("1w"));
    assertThat(BarSize.ofDays(30)).isNotEqualTo(BarSize.ofMonth());
    assertThat(BarSize.ofHours(36)).isNotEqualTo(BarSize.ofDays(1));
    assertThat(BarSize.ofMinutes(1_440).unit()).isEqualTo(BarSize.Unit.DAY);
  }

  @Test
  void aMonthHasNoFixedLength() {
    BarSize month = BarSize.parse("1MO");

    assertThat(month).isEqualTo(BarSize.ofMonth()).hasToString("1mo");
    assertThat(month.isMonth()).isTrue();
    assertThatThrownBy(month::toDuration).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "m",
        "5",
        "5 m",
        "-5m",
        "+5m",
        "5.5m",
        "5x",
        "5mm",
        "1y",
        "5min",
        "0s",
        "0m",
        "0mo",
        "0w",
        "2mo",
        "32d",
        "5w",
        "745h",
        "2678401s",
        "999999999d",
        "999999999w",
        "9999999999s",
        "٥m",
        "5ｍ",
        "5m\u0000",
        "1e3s",
        "0x5m"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> BarSize.parse(text)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void sizesThatAreTooShortOrTooLongAreRefused() {
    assertThatThrownBy(() -> BarSize.ofSeconds(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarSize.ofSeconds(-1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarSize.ofMinutes(Integer.MIN_VALUE))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarSize.ofDays(32)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarSize.ofDays(Integer.MAX_VALUE))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BarSize.ofHours(Integer.MAX_VALUE))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new BarSize(2, BarSize.Unit.MONTH))
        .isInstanceOf(InvalidInputException.class);
    assertThat(BarSize.ofDays(31).toDuration()).isEqualTo(Duration.ofDays(31));
  }
}
