package io.entasis.portfolio;

import io.entasis.error.InvalidInputException;
import java.time.Instant;
import java.util.UUID;

/**
 * The user has another snapshot at that instant. Nothing was stored; give this one another instant, or
 * {@link Portfolios#replace replace} the other.
 */
public final class SnapshotConflictException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final UUID userId;
  private final Instant timestamp;

  /** With the user and the instant. */
  public SnapshotConflictException(UUID userId, Instant timestamp) {
    super("user " + userId + " has another snapshot at " + timestamp);
    this.userId = userId;
    this.timestamp = timestamp;
  }

  /** The user. */
  public UUID userId() {
    return userId;
  }

  /** The instant. */
  public Instant timestamp() {
    return timestamp;
  }
}
