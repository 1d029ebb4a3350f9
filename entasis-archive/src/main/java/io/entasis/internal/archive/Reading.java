package io.entasis.internal.archive;

import io.entasis.internal.archive.parquet.RowFilter;
import io.entasis.internal.archive.store.Undisturbed;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.PartitionRows;
import java.util.Optional;

/** Opens archived files for reading, each after it was found to be the one that was archived. */
public final class Reading {

  private final WorkFolder work;
  private final Checking checking;

  /** With what checks them. */
  public Reading(WorkFolder work, Checking checking) {
    this.work = work;
    this.checking = checking;
  }

  /** The rows of the entry, or those that the filter wants. */
  public PartitionRows open(ArchiveEntry entry, Optional<RowFilter> filter, ProgressMeter meter) {
    WorkFolder.Desk desk = work.open();
    try {
      return StoredRows.open(entry, checking.fetch(entry, desk, meter), desk, filter);
    } catch (RuntimeException e) {
      Undisturbed.clean(e, desk::close);
      throw e;
    }
  }
}
