package io.entasis.internal.copy;

import java.time.Instant;

/** PostgreSQL counts time in microseconds since 2000-01-01T00:00Z. */
final class BinaryTime {

  /** Microseconds from 1970 to 2000. */
  static final long EPOCH_OFFSET =
      Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

  private BinaryTime() {}
}
