package io.entasis.internal.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was visible in the change log when. It is written into the log itself, since a process may not live for as long as changes are kept.
 *
 * @param position what was visible, and when
 * @param swept what was pruned before
 */
record Mark(LogPosition position, Snapshot swept) {

  private static final String SEPARATOR = "|";
  private static final int PARTS = 3;

  /** A mark that was written so; nothing where it was not written by us. */
  static Optional<Mark> parse(String text, Instant takenAt) {
    String[] parts = text.split("\\|", -1);
    return parts.length == PARTS
        ? Optional.of(new Mark(
            new LogPosition(parts[0], Snapshot.parse(parts[1]), takenAt), Snapshot.parse(parts[2])))
        : Optional.empty();
  }

  /** All but its instant. */
  String text() {
    return String.join(SEPARATOR, position.life(), position.snapshot().text(), swept.text());
  }

  /** Whether it was made in the same life of the log, before that position. */
  boolean precedes(LogPosition present) {
    return position.life().equals(present.life())
        && present.snapshot().follows(position.snapshot())
        && !present.readAt().isBefore(position.readAt());
  }

  /** Whether what it says is visible had been so for that long. */
  boolean isOlderThan(Duration time, LogPosition present) {
    return Duration.between(position.readAt(), present.readAt()).compareTo(time) >= 0;
  }
}
