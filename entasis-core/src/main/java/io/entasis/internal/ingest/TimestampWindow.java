package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import java.time.Clock;
import java.time.Instant;

/**
 * The timestamps that are accepted, both ends included.
 *
 * @param earliest the first
 * @param latest the last
 */
public record TimestampWindow(Instant earliest, Instant latest) {

  static TimestampWindow now(IngestOptions options, Clock clock) {
    return new TimestampWindow(options.earliest(), clock.instant().plus(options.ahead()));
  }
}
