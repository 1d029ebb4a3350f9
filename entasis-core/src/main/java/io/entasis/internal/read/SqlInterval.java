package io.entasis.internal.read;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jooq.Field;

/** Durations as the server counts them: whole microseconds, what is finer cut off, since timestamps have nothing finer. */
public final class SqlInterval {

  /** Longer than any history, and short enough to be taken from every timestamp that can be stored. */
  private static final Duration LONGEST = Duration.ofDays(4_000 * 365L);

  private SqlInterval() {}

  /** That long, and at most four thousand years. */
  public static Field<String> of(Duration duration) {
    Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return field(
        "interval {0}",
        String.class, inline(bounded.truncatedTo(ChronoUnit.MICROS).toString()));
  }
}
