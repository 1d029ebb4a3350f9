package io.entasis.partition;

import io.entasis.error.RetryableException;

/**
 * The store of the archive did not answer, failed, or broke off, more often than is tried by itself. Nothing was published; try again
 * when it is back.
 */
public final class ArchiveUnreachableException extends RetryableException {

  private static final long serialVersionUID = 1L;

  /** With the message that names what could not be reached. */
  public ArchiveUnreachableException(String message) {
    super(message);
  }

  /** With the message that names what could not be reached, and its cause. */
  public ArchiveUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
