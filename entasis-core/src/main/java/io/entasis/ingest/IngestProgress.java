package io.entasis.ingest;

import java.time.Duration;

/**
 * How far a long call has come.
 *
 * @param accepted rows stored so far
 * @param rejected rows left out so far
 * @param duplicate rows so far that were stored before under the same key
 * @param batches batches committed so far
 * @param elapsed time since the call began
 */
public record IngestProgress(
    long accepted, long rejected, long duplicate, long batches, Duration elapsed) {

  /** Rows read from the source so far. */
  public long rows() {
    return accepted + rejected + duplicate;
  }
}
