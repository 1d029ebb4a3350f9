package io.entasis.internal.cache;

import java.time.Instant;

/**
 * An answer that is kept.
 *
 * @param <V> the answer
 */
final class Entry<V> {

  private final Question<V> question;
  private final V value;
  private final int weight;
  private final Watch watch;

  /** That of the watch, here to be found one step sooner. */
  private final Trust trust;

  private final long began;
  private final Instant readAt;
  private final boolean ages;

  /** A guess that may be late: only the refreshing looks at it. */
  private boolean wanted;

  /**
   * What was read.
   *
   * @param ages whether time alone ends it
   */
  Entry(Question<V> question, V value, Start start, boolean ages) {
    this.question = question;
    this.value = value;
    this.weight = Math.max(1, question.rows(value));
    this.watch = start.watch();
    this.trust = watch.trust();
    this.began = start.began();
    this.readAt = start.readAt();
    this.ages = ages;
  }

  Question<V> question() {
    return question;
  }

  V value() {
    return value;
  }

  int weight() {
    return weight;
  }

  Watch watch() {
    return watch;
  }

  Instant readAt() {
    return readAt;
  }

  /** When it ends, if nothing ends it sooner. */
  long until() {
    return watch.until(trust);
  }

  /** Whether it may have ended before, by its age. */
  boolean ages() {
    return ages;
  }

  /** Whether time alone changes it. */
  boolean isOfTheMoment() {
    return question.isOfTheMoment();
  }

  /** Whether the reading of the other one began later. */
  boolean isOlderThan(Entry<V> other) {
    return began - other.began < 0;
  }

  /** How long ago the reading began. */
  long age(long now) {
    return now - began;
  }

  /** Notes that somebody has asked for it. */
  void want() {
    if (!wanted) {
      wanted = true;
    }
  }

  /** Whether somebody has asked for it since it was read. */
  boolean isWanted() {
    return wanted;
  }
}
