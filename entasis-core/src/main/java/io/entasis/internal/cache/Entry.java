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
  private final long began;
  private final Instant readAt;
  private final boolean ofTheMoment;

  /** A guess that may be late: only the refreshing looks at it. */
  private boolean wanted;

  /**
   * What was read.
   *
   * @param began when the reading began, by {@link System#nanoTime()}
   * @param readAt when it began, by the app's clock
   */
  Entry(Question<V> question, V value, Watch watch, long began, Instant readAt) {
    this.question = question;
    this.value = value;
    this.weight = Math.max(1, question.rows(value));
    this.watch = watch;
    this.began = began;
    this.readAt = readAt;
    this.ofTheMoment = question.isOfTheMoment();
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

  /** Whether time alone changes it. */
  boolean isOfTheMoment() {
    return ofTheMoment;
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
