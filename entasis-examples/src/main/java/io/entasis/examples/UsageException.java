package io.entasis.examples;

/** The program was called with arguments it does not understand. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
