package io.entasis.ingest;

import io.entasis.error.InvalidInputException;

/** A batch key was used before, for other rows. Nothing was stored; use a key of its own for these rows. */
public final class BatchConflictException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final String batchKey;

  /** With the key that was used twice. */
  public BatchConflictException(String batchKey) {
    super("batch " + batchKey + " is stored already, with other rows");
    this.batchKey = batchKey;
  }

  /** The key that was used twice. */
  public String batchKey() {
    return batchKey;
  }
}
