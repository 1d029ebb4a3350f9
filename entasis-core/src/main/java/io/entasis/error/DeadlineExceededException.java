package io.entasis.error;

/**
 * The time allowed for the work ran out before it was done. Nothing was stored; try again with more time or less
 * work.
 */
public final class DeadlineExceededException extends RetryableException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public DeadlineExceededException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public DeadlineExceededException(String message, Throwable cause) {
    super(message, cause);
  }
}
