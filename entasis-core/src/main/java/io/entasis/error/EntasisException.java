package io.entasis.error;

/**
 * Root of everything that Entasis throws on purpose. Its subclasses are named by what the caller may do next: fix the input,
 * fix the setup, try again, or find out what happened.
 *
 * <p>Messages name the thing that is wrong (a table, a month, a setting) and hold neither passwords nor the contents of rows.
 * The cause, where there is one, is the original failure.
 */
public abstract class EntasisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  protected EntasisException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  protected EntasisException(String message, Throwable cause) {
    super(message, cause);
  }
}
