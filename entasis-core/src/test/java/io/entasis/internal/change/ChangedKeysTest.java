package io.entasis.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangedKeysTest {

  private static final Instant NOON = Instant.parse("2024-03-05T12:00:00Z");

  private final ChangedKeys keys = new ChangedKeys(ChangeKind.TICKS);

  @Test
  void eachKeyHasTheSpanOfItsRows() {
    add("A", 5);
    add("A", 7);
    add("B", 1);
    add("A", 3);
    add("A", 4);
    add("B", 2);

    assertThat(keys.changes())
        .containsExactlyInAnyOrder(
            new Change(ChangeKind.TICKS, "A", span(3, 7)),
            new Change(ChangeKind.TICKS, "B", span(1, 2)));
    assertThat(keys.changes()).hasSize(2);
  }

  @Test
  void forgottenRowsLeaveNothing() {
    add("A", 5);
    keys.clear();
    assertThat(keys.changes()).isEmpty();

    add("A", 1);

    assertThat(keys.changes()).containsExactly(new Change(ChangeKind.TICKS, "A", span(1, 1)));
  }

  @Test
  void spansTouchAtTheirEnds() {
    assertThat(span(1, 3).touches(span(3, 5))).isTrue();
    assertThat(span(3, 5).touches(span(1, 3))).isTrue();
    assertThat(span(1, 3).touches(span(4, 5))).isFalse();
    assertThat(span(1, 9).touches(span(4, 5))).isTrue();
    assertThat(Span.ALL.touches(span(4, 5))).isTrue();
    assertThat(Span.until(NOON).touches(span(1, 5))).isFalse();
  }

  private void add(String key, int second) {
    keys.add(key, NOON.plusSeconds(second));
  }

  private static Span span(int from, int to) {
    return new Span(NOON.plusSeconds(from), NOON.plusSeconds(to));
  }
}
