package io.entasis.error;

/**
 * An argument cannot be used as it is. Fix the input. Nothing was stored, but by {@link io.entasis.ingest.RejectLimitExceededException},
 * whose report tells what was.
 */
public class InvalidInputException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what is wrong. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** With the message that names what is wrong, and its cause. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
