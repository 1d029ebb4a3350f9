package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The timestamps that are accepted, both ends included.
 *
 * @param earliest the first
 * @param latest the last
 */
public record TimestampWindow(Instant earliest, Instant latest) {

  /** Partitions are named after years of four digits. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  static final Instant LAST = Instant.parse("9999-11-30T23:59:59.999999Z");

  /** The window that the options ask for. */
  public static TimestampWindow now(IngestOptions options, Clock clock) {
    Instant now = clock.instant();
    Instant earliest = options.earliest().isBefore(FIRST) ? FIRST : options.earliest();
    boolean endless = options.ahead().compareTo(Duration.between(now, LAST)) > 0;
    return new TimestampWindow(earliest, endless ? LAST : now.plus(options.ahead()));
  }
}
