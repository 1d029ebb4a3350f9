package io.entasis.query;

import io.entasis.market.TimeRange;
import java.time.Instant;

/**
 * A question about rows that carry a timestamp: the refinements that all such questions share. Each can be made once; a second
 * one of the same kind fails at that line with {@link io.entasis.error.InvalidInputException}.
 *
 * @param <T> what the answer is made of
 * @param <Q> the question itself
 */
public interface TimedQuery<T, Q extends TimedQuery<T, Q>> extends Query<T> {

  /** Only what happened within the range, its start included and its end not. */
  Q during(TimeRange range);

  /** Only what happened at or after the instant. */
  Q since(Instant from);

  /** Only what happened strictly before the instant. */
  Q before(Instant to);

  /** Only what happened at or before the instant. */
  Q asOf(Instant instant);

  /** Earliest first, which is the default. */
  Q ascending();

  /** Latest first. */
  Q descending();

  /** At most that many rows, the first ones in the order of the question. */
  Q limit(long rows);
}
