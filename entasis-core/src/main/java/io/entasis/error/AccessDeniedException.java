package io.entasis.error;

/**
 * The server refused the login or the role lacks a privilege. Fix the setup; trying again does not help.
 */
public final class AccessDeniedException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public AccessDeniedException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public AccessDeniedException(String message, Throwable cause) {
    super(message, cause);
  }
}
