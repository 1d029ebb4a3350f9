package io.entasis.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  @Test
  void whatIsReadNowHasNoAge() {
    assertThat(Answer.reading(CLOCK, () -> "x"))
        .isEqualTo(new Answer<>("x", AnswerSource.DATABASE, NOON, Duration.ZERO));
  }

  @Test
  void whatWasKeptHasOne() {
    assertThat(Answer.kept("x", NOON.minusSeconds(3), CLOCK))
        .isEqualTo(
            new Answer<>("x", AnswerSource.CACHE, NOON.minusSeconds(3), Duration.ofSeconds(3)));
  }

  @Test
  void aClockThatWasSetBackMakesNothingYoungerThanNew() {
    assertThat(Answer.kept("x", NOON.plusSeconds(3), CLOCK).age()).isZero();
  }
}
