package io.entasis.error;

/**
 * The connection was lost while a commit was under way and the server could not be asked what became of it: the rows of the batch are
 * either all stored or none is. Once the server is back, repeat the whole call with the same rows, key and batch size: what is stored
 * already is found, and the rest is stored. Where the call was given no key, the rows of this one batch alone can be saved under
 * {@link #batchKey()}. A transaction is repeated as a whole, with a key for each call inside.
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
