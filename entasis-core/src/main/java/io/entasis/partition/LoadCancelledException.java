package io.entasis.partition;

import io.entasis.error.EntasisException;

/** The load was cancelled by its monitor, or its thread was interrupted. Nothing of it remains. */
public final class LoadCancelledException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what was cancelled. */
  public LoadCancelledException(String message) {
    super(message);
  }

  /** With the message that names what was cancelled, and what ended it. */
  public LoadCancelledException(String message, Throwable cause) {
    super(message, cause);
  }
}
