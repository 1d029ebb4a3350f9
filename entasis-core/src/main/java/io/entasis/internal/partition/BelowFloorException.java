package io.entasis.internal.partition;

import io.entasis.error.InvalidInputException;
import java.time.Instant;

/** Rows lie below the raw floor; the others of their batch can be stored without them. */
public final class BelowFloorException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final Instant floor;

  /** Of that table. */
  public BelowFloorException(String table, Instant floor) {
    super("rows of " + table + " before " + floor + " can change no more");
    this.floor = floor;
  }

  /** The floor. */
  public Instant floor() {
    return floor;
  }
}
