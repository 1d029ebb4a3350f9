package io.entasis.error;

/**
 * The connection was lost while a commit was under way and the server could not be asked what became of it: the rows are
 * either all stored or none is. Find out: once the server is back, save the same rows under {@link #batchKey()}; if they are
 * stored already, nothing is stored twice.
 */
public final class OutcomeUnknownException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final String batchKey;

  /** With the key of the batch whose outcome is unknown and the failure that hid it. */
  public OutcomeUnknownException(String batchKey, Throwable cause) {
    super(
        "the outcome of batch " + batchKey
            + " is unknown: the connection was lost during its commit",
        cause);
    this.batchKey = batchKey;
  }

  /** The key the batch carries in the batch ledger. */
  public String batchKey() {
    return batchKey;
  }
}
