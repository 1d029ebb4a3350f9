package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import java.time.Instant;
import java.util.Collection;

/**
 * A question whose answer may be kept.
 *
 * @param <V> the answer
 */
interface Question<V> {

  /** The symbols, underlyings or users whose rows decide on the answer. */
  Collection<String> subjects();

  /** The times of the rows that decide on it. */
  Span span();

  /** Reads the answer from the database; what it gives may be shared. */
  V read();

  /** How many rows the answer holds. */
  int rows(V answer);

  /** Whether an answer whose reading began at the instant may be kept until a change ends it. */
  default boolean mayKeep(V answer, Instant readAt) {
    return true;
  }

  /** Whether the answer changes with time alone, as what is asked as of now. */
  default boolean isOfTheMoment() {
    return false;
  }
}
