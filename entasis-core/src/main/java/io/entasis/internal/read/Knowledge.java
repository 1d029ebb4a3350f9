package io.entasis.internal.read;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * What a question may see: everything, or only what had happened and had been written by an instant.
 *
 * @param until the instant, both ends of which are meant: up to and including it
 */
public record Knowledge(Optional<Instant> until) {

  /** Everything. */
  public static final Knowledge ALL = new Knowledge(Optional.empty());

  /** Only what was known at the instant. */
  public static Knowledge at(Instant instant) {
    return new Knowledge(Optional.of(TimeBounds.storable(instant)));
  }

  /** Whether everything may be seen. */
  public boolean isAll() {
    return until.isEmpty();
  }

  /** The bounds of what happened. */
  public TimeBounds bound(TimeBounds times) {
    return until
        .map(instant -> times.endingBefore(instant.plus(1, ChronoUnit.MICROS)))
        .orElse(times);
  }

  /** The conditions on a table's column that tells when a row was written. */
  public List<Condition> writtenAt(Field<Instant> createdAt) {
    List<Condition> conditions = new ArrayList<>();
    until.ifPresent(instant -> conditions.add(createdAt.le(instant)));
    return conditions;
  }

  /** The clock that ages and horizons are counted by. */
  public Clock clock(Clock present) {
    return until.map(instant -> Clock.fixed(instant, ZoneOffset.UTC)).orElse(present);
  }
}
