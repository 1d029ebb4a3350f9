package io.entasis.examples;

/** The program cannot go on; the message is for people and says all there is to say. */
final class FailedException extends Exception {

  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }

  FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
