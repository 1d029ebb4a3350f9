package io.entasis.error;

import java.time.Instant;

/**
 * What was known at an instant cannot be told yet: it is not past, or a transaction that began before it has not ended and may still
 * write. Ask again later, or wait.
 */
public final class NotSettledException extends RetryableException {

  private static final long serialVersionUID = 1L;

  private final Instant instant;

  /** With the message that says what it waits for, and the instant. */
  public NotSettledException(String message, Instant instant) {
    super(message);
    this.instant = instant;
  }

  /** The instant that was asked about. */
  public Instant instant() {
    return instant;
  }
}
