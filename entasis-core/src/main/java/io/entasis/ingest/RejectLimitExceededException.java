package io.entasis.ingest;

import static java.util.stream.Collectors.joining;

import io.entasis.error.InvalidInputException;

/**
 * More rows could not be stored than the options allow. Nothing of the batch that passed the limit is stored; the report says
 * what earlier batches stored and which rows were rejected. Fix the input or raise the limit.
 */
public final class RejectLimitExceededException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  /** Rows that the message names. */
  private static final int NAMED = 3;

  private final transient IngestReport report;

  /** With the limit that was passed and what became of the rows until then. */
  public RejectLimitExceededException(long limit, IngestReport report) {
    super("more than " + limit + " rows could not be stored; "
        + report.rejections().stream()
            .limit(NAMED)
            .map(Rejection::toString)
            .collect(joining("; ")));
    this.report = report;
  }

  /** What became of the rows before the limit was passed. */
  public IngestReport report() {
    return report;
  }
}
