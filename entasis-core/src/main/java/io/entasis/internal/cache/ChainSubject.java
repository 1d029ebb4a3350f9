package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import java.time.Instant;
import java.util.Optional;

/**
 * What chain is asked for.
 *
 * @param underlying the underlying
 * @param key all that was said
 * @param instant the instant of the chain; now when absent
 */
record ChainSubject(String underlying, QuestionKey key, Optional<Instant> instant) {

  ChainSubject with(Object... refinement) {
    return new ChainSubject(underlying, key.with(refinement), instant);
  }

  ChainSubject asOf(Instant wanted) {
    return new ChainSubject(underlying, key.with("asOf", wanted), Optional.of(wanted));
  }

  Span span() {
    return instant.map(Span::until).orElse(Span.ALL);
  }
}
