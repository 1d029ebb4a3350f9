package io.entasis.internal.ingest;

import io.entasis.ingest.IngestOptions;
import io.entasis.ingest.IngestProgress;
import io.entasis.ingest.IngestReport;
import io.entasis.ingest.RejectReason;
import io.entasis.ingest.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the rows of one call. */
final class Tally {

  private final IngestOptions options;
  private final long startedAt = System.nanoTime();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
  private final List<String> partitions = new ArrayList<>();
  private long read;
  private long accepted;
  private long rejected;
  private long duplicate;
  private long batches;

  Tally(IngestOptions options) {
    this.options = options;
  }

  void readRow() {
    read++;
  }

  long rowsRead() {
    return read;
  }

  void rejected(Fault fault) {
    rejected(fault, read);
  }

  void rejected(Fault fault, long row) {
    rejected++;
    reasons.merge(fault.reason(), 1L, Long::sum);
    if (rejections.size() < options.keptRejections()) {
      rejections.add(new Rejection(row, fault.reason(), fault.column()));
    }
  }

  boolean isPastLimit() {
    return rejected > options.rejectLimit();
  }

  void stored(int rows) {
    accepted += rows;
    batches++;
  }

  void acceptedRow() {
    accepted++;
  }

  long rowsAccepted() {
    return accepted;
  }

  void foundStored(int rows) {
    duplicate += rows;
  }

  void created(List<String> names) {
    partitions.addAll(names);
  }

  int partitionsAllowed() {
    return Math.max(0, options.maxNewPartitions() - partitions.size());
  }

  IngestProgress progress() {
    return new IngestProgress(accepted, rejected, duplicate, batches, elapsed());
  }

  /** The report; when nothing of the call remains, nothing was accepted. */
  IngestReport report(boolean remains) {
    return new IngestReport(
        remains ? accepted : 0,
        rejected,
        duplicate,
        rejections,
        reasons,
        remains ? batches : 0,
        partitions,
        elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
