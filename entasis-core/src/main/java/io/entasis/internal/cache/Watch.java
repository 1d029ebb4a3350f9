package io.entasis.internal.cache;

import io.entasis.internal.change.Span;
import java.util.List;

/**
 * Watches over what one reading of the database rests on, from before the reading. Once it has ended, what was read is not believed any
 * more, whether it is kept already, on its way, or kept later: so a reading that a change has overtaken is never an answer.
 */
final class Watch {

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final Trust trust;
  private final Span span;

  /** Held here because nobody else holds them. */
  @SuppressWarnings("unused")
  private final List<Subject> subjects;

  private volatile long until = System.nanoTime() + FOR_EVER;

  Watch(Trust trust, Span span, List<Subject> subjects) {
    this.trust = trust;
    this.span = span;
    this.subjects = subjects;
    subjects.forEach(subject -> subject.add(this));
  }

  Span span() {
    return span;
  }

  Trust trust() {
    return trust;
  }

  /** When it ends. The trust comes first: when a poll has renewed it, what the poll has ended is seen to have ended. */
  long until() {
    return until(trust);
  }

  /** The same for whoever has the trust at hand already. */
  long until(Trust known) {
    long trusted = known.until();
    return Trust.earlier(trusted, until);
  }

  /** Whether it holds. The time comes last: whoever is held up in between believes less, not more. */
  boolean holds() {
    return until() - System.nanoTime() > 0;
  }

  /** Whether it holds without an end in sight. */
  boolean isUndisturbed(long now) {
    return trust.holds(now) && until - now > FOR_EVER / 2;
  }

  /**
   * Ends it at that time, or sooner if that was said before.
   *
   * @return whether it had no end before
   */
  synchronized boolean end(long at) {
    boolean open = until - at > FOR_EVER / 4;
    if (at - until < 0) {
      until = at;
    }
    return open;
  }
}
