package io.entasis.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionKeyTest {

  @Test
  void theSameWordsAreTheSameQuestion() {
    assertThat(QuestionKey.of("A", 1).with("limit", 2L).with("on", "X", List.of()))
        .isEqualTo(QuestionKey.of("A", 1).with("limit", 2L).with("on", "X", List.of()))
        .hasSameHashCodeAs(QuestionKey.of("A", 1).with("limit", 2L).with("on", "X", List.of()));
  }

  @Test
  void otherWordsAreAnotherOne() {
    QuestionKey key = QuestionKey.of("A", 1);
    assertThat(key.with("limit", 2L))
        .isNotEqualTo(key)
        .isNotEqualTo(key.with("limit", 3L))
        .isNotEqualTo(key.with("limit", 2L).with("calls"))
        .isNotEqualTo(QuestionKey.of("B", 1).with("limit", 2L))
        .isNotEqualTo("A");
    assertThat(key.with("on", "X", List.of("Y")))
        .isNotEqualTo(key.with("on", "X").with("on", "Y"));
  }
}
