package io.entasis.error;

/** Nothing stored answers a question that was asked for exactly one answer. Ask for another time, or with {@code find…}. */
public final class NotFoundException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what was asked for. */
  public NotFoundException(String message) {
    super(message);
  }
}
