package io.entasis.internal.loading;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** The minutes of a range that were seen. */
final class Minutes {

  private static final long MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
  private static final long SECONDS = 60;

  private final long first;
  private final BitSet seen = new BitSet();

  Minutes(TimeRange range) {
    this.first = Math.floorDiv(range.from().getEpochSecond(), SECONDS);
  }

  /** With microseconds since 1970. */
  void add(long micros) {
    seen.set(Math.toIntExact(Math.floorDiv(micros, MICROS) - first));
  }

  /** Their starts, in order. */
  Instant[] starts() {
    return seen.stream()
        .mapToObj(minute -> Instant.ofEpochSecond((first + minute) * SECONDS))
        .toArray(Instant[]::new);
  }
}
