package io.entasis.partition;

import io.entasis.error.RetryableException;

/** Another call, most likely of another process, loads the same partition. Nothing was done; wait for it to end. */
public final class LoadingElsewhereException extends RetryableException {

  private static final long serialVersionUID = 1L;

  private final String partition;

  /** With the partition and what is known of the one who loads it. */
  public LoadingElsewhereException(String partition, String process) {
    super("partition " + partition + " is being loaded by " + process);
    this.partition = partition;
  }

  /** The partition. */
  public String partition() {
    return partition;
  }
}
