package io.entasis.error;

/**
 * The attempt failed for a passing reason: a deadlock, a lock that was not free in time, a lost connection before the commit. What was
 * attempted changed nothing, unless the method says that it works in several steps; then the steps before this one stay. Try again.
 */
public class RetryableException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public RetryableException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public RetryableException(String message, Throwable cause) {
    super(message, cause);
  }
}
