package io.entasis.examples;

import io.entasis.examples.TickReader.BadLine;
import io.entasis.ingest.IngestReport;
import java.util.List;

/**
 * What became of one source.
 *
 * @param name the source
 * @param report what the database took
 * @param problems the first lines that were left out, unreadable or refused, in order
 * @param unreadable number of lines that are no ticks
 */
record SourceResult(String name, IngestReport report, List<BadLine> problems, long unreadable) {

  /** Lines that are not in the database. */
  long leftOut() {
    return unreadable + report.rejected();
  }

  /** All of its lines but the header. */
  long rows() {
    return unreadable + report.rows();
  }
}
