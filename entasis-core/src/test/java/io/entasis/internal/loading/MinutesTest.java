package io.entasis.internal.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class MinutesTest {

  @Test
  void eachMinuteIsThereOnceAndInOrder() {
    Minutes minutes = new Minutes(TimeRange.month(YearMonth.of(2024, 2)));

    minutes.add(Micros.of(Instant.parse("2024-02-29T23:59:59.999999Z")));
    minutes.add(Micros.of(Instant.parse("2024-02-01T00:00:00Z")));
    minutes.add(Micros.of(Instant.parse("2024-02-01T00:00:59.999999Z")));

    assertThat(minutes.starts())
        .containsExactly(
            Instant.parse("2024-02-01T00:00:00Z"), Instant.parse("2024-02-29T23:59:00Z"));
  }

  @Test
  void yearsBefore1970Count() {
    Minutes minutes = new Minutes(TimeRange.month(YearMonth.of(1969, 12)));

    minutes.add(Micros.of(Instant.parse("1969-12-31T23:59:59.999999Z")));

    assertThat(minutes.starts()).containsExactly(Instant.parse("1969-12-31T23:59:00Z"));
  }
}
