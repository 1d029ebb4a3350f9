package io.entasis.internal.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entasis.error.InvalidInputException;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.RestoredState;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingsTest {

  private static final PartitionKey MONTH =
      new PartitionKey("t", "t_y2024m02", TimeRange.month(YearMonth.of(2024, 2)));

  @Test
  void aboveTheFloorOnlyWritable() {
    for (Optional<Instant> floor : List.of(Optional.<Instant>empty(), at("2024-02-01"))) {
      assertThat(Landings.of(MONTH, floor, RestoredState.WRITABLE)).isEqualTo(Landing.OPEN);
      assertThat(Landings.natural(MONTH, floor)).isEqualTo(RestoredState.WRITABLE);
      assertRefused(floor, RestoredState.SEALED, "above the raw floor");
    }
  }

  @Test
  void rightBelowTheFloorBoth() {
    assertThat(Landings.of(MONTH, at("2024-03-01"), RestoredState.SEALED))
        .isEqualTo(Landing.SEALED);
    assertThat(Landings.of(MONTH, at("2024-03-01"), RestoredState.WRITABLE))
        .isEqualTo(Landing.REOPENED);
    assertThat(Landings.natural(MONTH, at("2024-03-01"))).isEqualTo(RestoredState.SEALED);
  }

  @Test
  void furtherBelowOnlySealed() {
    assertThat(Landings.of(MONTH, at("2024-04-01"), RestoredState.SEALED))
        .isEqualTo(Landing.SEALED);
    assertRefused(at("2024-04-01"), RestoredState.WRITABLE, "only after all partitions");
  }

  @Test
  void neitherWhereTheFloorLiesInside() {
    assertRefused(at("2024-02-10"), RestoredState.SEALED, "inside");
    assertRefused(at("2024-02-10"), RestoredState.WRITABLE, "inside");
  }

  private static void assertRefused(Optional<Instant> floor, RestoredState state, String reason) {
    assertThatThrownBy(() -> Landings.of(MONTH, floor, state))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("t_y2024m02")
        .hasMessageContaining(reason);
  }

  private static Optional<Instant> at(String day) {
    return Optional.of(Instant.parse(day + "T00:00:00Z"));
  }
}
