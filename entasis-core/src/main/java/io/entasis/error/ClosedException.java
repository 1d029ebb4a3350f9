package io.entasis.error;

/**
 * The Entasis, transaction or stream was closed before this call. Open a new one.
 */
public final class ClosedException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public ClosedException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public ClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
