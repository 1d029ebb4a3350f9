package io.entasis.internal.archive.parquet;

import java.io.IOException;

/** The file could not be read, which says nothing about what is in it: the disk failed, or the thread was interrupted. */
public final class UnreadableFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final IOException reason;

  /** With what the file system said. */
  UnreadableFileException(IOException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** What the file system said. */
  public IOException reason() {
    return reason;
  }
}
