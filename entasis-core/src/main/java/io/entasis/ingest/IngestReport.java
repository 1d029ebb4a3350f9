package io.entasis.ingest;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows of one call.
 *
 * @param accepted rows that are stored
 * @param rejected rows that were left out, whether or not they are listed
 * @param duplicate rows of batches that were stored before under the same key, and so were not stored again
 * @param rejections the first rejected rows, as many as the options asked to keep, in the order of the source
 * @param reasons number of rejected rows for each reason that occurred
 * @param batches batches that were committed
 * @param partitionsCreated names of the partitions that were made for these rows, in the order of their making
 * @param elapsed time the call took
 */
public record IngestReport(
    long accepted,
    long rejected,
    long duplicate,
    List<Rejection> rejections,
    Map<RejectReason, Long> reasons,
    long batches,
    List<String> partitionsCreated,
    Duration elapsed) {

  /** Copies the lists. */
  public IngestReport {
    rejections = List.copyOf(rejections);
    reasons = copy(reasons);
    partitionsCreated = List.copyOf(partitionsCreated);
  }

  /** Rows that were read from the source: accepted, rejected and duplicate ones. */
  public long rows() {
    return accepted + rejected + duplicate;
  }

  private static Map<RejectReason, Long> copy(Map<RejectReason, Long> reasons) {
    return reasons.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(reasons));
  }
}
