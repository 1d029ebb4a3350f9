package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.time.Instant;

/**
 * The rows lie below the raw floor of their table: bars and whatever else was computed from that time are frozen, and other rows could
 * contradict them. Restore the partition from its archive; it comes back as it was.
 */
public final class BelowRawFloorException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final Instant floor;

  /** With the partition and the floor of its table. */
  public BelowRawFloorException(String partition, Instant floor) {
    super("partition " + partition + " cannot be loaded: what was computed from rows before "
        + floor + " is frozen; restore the partition from its archive instead");
    this.floor = floor;
  }

  /** The raw floor of the table. */
  public Instant floor() {
    return floor;
  }
}
