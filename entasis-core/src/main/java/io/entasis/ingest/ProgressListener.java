package io.entasis.ingest;

/** Is told how far a long call has come, on the thread that makes the call. */
@FunctionalInterface
public interface ProgressListener {

  /** After every batch. What it throws ends the call as a failing source does. */
  void onProgress(IngestProgress progress);
}
