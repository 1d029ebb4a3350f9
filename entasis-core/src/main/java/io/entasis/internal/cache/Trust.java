package io.entasis.internal.cache;

/**
 * The belief in what is kept, while polls of the change log follow each other without a gap. It lasts until so long after the beginning of
 * the last poll; once lost it never comes back. Written by the thread that polls, read by all.
 */
final class Trust {

  private final long bound;
  private volatile long until;

  private Trust(long bound, long until) {
    this.bound = bound;
    this.until = until;
  }

  /** Since a poll that began then; times are those of {@link System#nanoTime()}. */
  static Trust since(long began, long bound) {
    return new Trust(bound, began + bound);
  }

  /** None. */
  static Trust none() {
    return new Trust(0, System.nanoTime());
  }

  /** Whether it lasts at that time. */
  boolean holds(long now) {
    return until - now > 0;
  }

  /** When it ends unless another poll succeeds. */
  long until() {
    return until;
  }

  /** Lets it last, after everything was ended that the poll, begun then, has seen changed. */
  void renew(long began) {
    until = began + bound;
  }

  /** Ends it; one that has ended before is not prolonged. */
  void lose() {
    until = earlier(until, System.nanoTime());
  }

  /** The earlier of two times, also where they have run over. */
  static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
