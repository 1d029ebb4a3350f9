package io.entasis.error;

/**
 * The database failed in a way that none of the other exceptions describes. The message gives the SQLState, the
 * cause what the server said.
 */
public final class DatabaseException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public DatabaseException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
