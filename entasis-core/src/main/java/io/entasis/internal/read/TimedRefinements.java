package io.entasis.internal.read;

import io.entasis.market.TimeRange;
import io.entasis.query.TimedQuery;
import java.time.Instant;
import org.jooq.SortOrder;

/**
 * What the questions about rows with a timestamp have in common.
 *
 * @param <T> what the answer is made of
 * @param <Q> the question itself
 */
public interface TimedRefinements<T, Q extends TimedQuery<T, Q>> extends TimedQuery<T, Q> {

  /** The bounds of the timestamp so far. */
  TimeBounds times();

  /** Order and number of rows so far. */
  Window window();

  /** The same question with these bounds. */
  Q within(TimeBounds bounds);

  /** The same question with this order and number of rows. */
  Q windowed(Window window);

  @Override
  default Q during(TimeRange range) {
    return within(times().during(range));
  }

  @Override
  default Q since(Instant from) {
    return within(times().since(from));
  }

  @Override
  default Q before(Instant to) {
    return within(times().before(to));
  }

  @Override
  default Q asOf(Instant instant) {
    return within(times().asOf(instant));
  }

  @Override
  default Q ascending() {
    return windowed(window().ordered(SortOrder.ASC));
  }

  @Override
  default Q descending() {
    return windowed(window().ordered(SortOrder.DESC));
  }

  @Override
  default Q limit(long rows) {
    return windowed(window().limited(rows));
  }
}
