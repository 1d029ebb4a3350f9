package io.entasis.partition;

import io.entasis.error.EntasisException;

/** The call was cancelled by its monitor, or its thread was interrupted. Nothing of it is visible in the archive. */
public final class ArchiveCancelledException extends EntasisException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what was cancelled. */
  public ArchiveCancelledException(String message) {
    super(message);
  }
}
