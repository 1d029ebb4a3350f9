package io.entasis.ingest;

import io.entasis.error.EntasisException;

/**
 * A call that writes many rows ended half-way: its source threw, or the database failed. The report says what is stored;
 * nothing of the unfinished batch is. Inside a transaction nothing of the call remains. The cause is the original failure.
 */
public final class IngestFailedException extends EntasisException {

  private static final long serialVersionUID = 1L;

  private final transient IngestReport report;

  /** With what failed, what is stored, and the original failure. */
  public IngestFailedException(String message, IngestReport report, Throwable cause) {
    super(message, cause);
    this.report = report;
  }

  /** What became of the rows before the failure. */
  public IngestReport report() {
    return report;
  }
}
