package io.entasis.internal.change;

import java.util.List;

/**
 * What was read from the change log.
 *
 * @param position up to where
 * @param changes what was changed since the position before
 * @param complete whether the changes are all of it; there are too many otherwise
 */
public record LogReading(LogPosition position, List<Change> changes, boolean complete) {

  /** Copies the list. */
  public LogReading {
    changes = List.copyOf(changes);
  }
}
