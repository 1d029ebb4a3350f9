package io.entasis.internal.change;

import java.time.Instant;

/**
 * Instants from one to another, both included.
 *
 * @param first the earliest
 * @param last the latest, not before the earliest
 */
public record Span(Instant first, Instant last) {

  /** Every instant. */
  public static final Span ALL = new Span(Instant.MIN, Instant.MAX);

  /** A single instant. */
  public static Span at(Instant instant) {
    return new Span(instant, instant);
  }

  /** Every instant up to that one. */
  public static Span until(Instant last) {
    return new Span(Instant.MIN, last);
  }

  /** From the earlier start to the later end of both. */
  Span with(Span other) {
    return new Span(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  /** Whether both have an instant in common. */
  public boolean touches(Span other) {
    return !first.isAfter(other.last) && !last.isBefore(other.first);
  }
}
