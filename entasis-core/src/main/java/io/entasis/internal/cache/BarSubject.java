package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What bars are asked for.
 *
 * @param symbols the symbols
 * @param key all that was said
 * @param end first instant after the range, if it has an end
 */
record BarSubject(List<String> symbols, QuestionKey key, Optional<Instant> end) {

  BarSubject with(Object... refinement) {
    return new BarSubject(symbols, key.with(refinement), end);
  }

  BarSubject endingAt(Instant instant) {
    return new BarSubject(symbols, key, Optional.of(instant));
  }

  boolean hasPassed(Instant now) {
    return end.isPresent() && !end.get().isAfter(now);
  }

  /** What is filled in at the start of the range was traded before it. */
  Span span() {
    return end.map(Span::until).orElse(Span.ALL);
  }
}
