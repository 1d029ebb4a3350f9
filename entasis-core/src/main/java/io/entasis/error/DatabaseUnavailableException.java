package io.entasis.error;

/**
 * No connection to the database could be had, or it was lost before anything was committed. Nothing was stored;
 * try again when the server is back.
 */
public final class DatabaseUnavailableException extends RetryableException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public DatabaseUnavailableException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
