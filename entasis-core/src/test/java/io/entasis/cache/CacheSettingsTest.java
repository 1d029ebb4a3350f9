package io.entasis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings check themselves at the setter, and are values. */
class CacheSettingsTest {

  private static final CacheSettings DEFAULTS = CacheSettings.defaults();
  private static final KindSettings KIND = KindSettings.defaults();

  @ParameterizedTest
  @EnumSource
  void theDefaultsAreThoseOfTheirDocumentation(CacheKind kind) {
    assertThat(DEFAULTS.staleness()).isEqualTo(Duration.ofSeconds(1));
    KindSettings settings = Objects.requireNonNull(DEFAULTS.kinds().get(kind));
    assertThat(settings.maxRows()).isEqualTo(100_000);
    assertThat(settings.maxAge()).isEmpty();
    assertThat(settings.refreshEvery().isPresent())
        .isEqualTo(kind == CacheKind.CHAIN || kind == CacheKind.BARS);
    settings
        .refreshEvery()
        .ifPresent(interval -> assertThat(interval).isEqualTo(Duration.ofMillis(300)));
  }

  @Test
  void eachMethodChangesOneSettingAndLeavesTheOthers() {
    KindSettings kind =
        KIND.maxRows(7).maxAge(Duration.ofHours(8)).refreshEvery(Duration.ofSeconds(9));
    assertThat(kind)
        .isEqualTo(new KindSettings(
            7, Optional.of(Duration.ofHours(8)), Optional.of(Duration.ofSeconds(9))));

    CacheSettings changed = DEFAULTS
        .staleness(Duration.ofMillis(500))
        .with(CacheKind.BARS, kind)
        .without(CacheKind.CHAIN);

    assertThat(changed.staleness()).isEqualTo(Duration.ofMillis(500));
    assertThat(changed.kinds())
        .containsEntry(CacheKind.BARS, kind)
        .containsEntry(CacheKind.LATEST_TICK, KIND)
        .doesNotContainKey(CacheKind.CHAIN);
    assertThat(DEFAULTS).isEqualTo(CacheSettings.defaults());
    assertThat(DEFAULTS.kinds()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource
  void whatIsOutOfItsRangeFailsAtOnce(Supplier<?> setter) {
    assertThatThrownBy(setter::get).isInstanceOf(InvalidInputException.class);
  }

  static Stream<Supplier<?>> whatIsOutOfItsRangeFailsAtOnce() {
    return Stream.of(
        () -> DEFAULTS.staleness(Duration.ofMillis(99)),
        () -> DEFAULTS.staleness(Duration.ofHours(1).plusNanos(1)),
        () -> KIND.maxRows(0),
        () -> KIND.maxRows(100_000_001),
        () -> KIND.maxAge(Duration.ofNanos(999_999)),
        () -> KIND.maxAge(Duration.ofDays(367)),
        () -> KIND.refreshEvery(Duration.ofMillis(9)),
        () -> KIND.refreshEvery(Duration.ofDays(2)),
        () -> DEFAULTS.with(CacheKind.LATEST_TICK, KIND.refreshEvery(Duration.ofSeconds(1))),
        () -> new CacheSettings(Duration.ofSeconds(1), Map.of()));
  }

  @Test
  void theLastKindCannotBeTakenAway() {
    CacheSettings one = new CacheSettings(Duration.ofSeconds(1), Map.of(CacheKind.BARS, KIND));

    assertThatThrownBy(() -> one.without(CacheKind.BARS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("keeps no kind");
  }
}
