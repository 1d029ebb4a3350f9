package io.entasis.conformance.partition;

import io.entasis.conformance.archive.ArchiveInFront;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionRows;
import java.util.Optional;

/** An archive that does one thing wrong. */
final class FailingArchive extends ArchiveInFront {

  /** What it does wrong. */
  enum Fault {
    /** It fails before it has read a row. */
    REFUSES,
    /** It fails after the rows. */
    BREAKS_LATE,
    /** It says that it holds something else than it was given. */
    LIES,
    /** It finds fault with what it holds. */
    VERIFIES_NOTHING
  }

  private final Fault fault;

  FailingArchive(PartitionArchive target, Fault fault) {
    super(target);
    this.fault = fault;
  }

  @Override
  public ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ArchiveMonitor monitor) {
    if (fault == Fault.REFUSES) {
      throw new IllegalStateException("refused");
    }
    ArchiveEntry entry = super.store(request, rows, monitor);
    if (fault == Fault.BREAKS_LATE) {
      remove(entry);
      throw new IllegalStateException("broken");
    }
    return fault == Fault.LIES ? lie(entry) : entry;
  }

  private static ArchiveEntry lie(ArchiveEntry entry) {
    ContentDigest content = entry.content();
    return new ArchiveEntry(
        entry.partition(),
        entry.schemaVersion(),
        entry.layout(),
        new ContentDigest(content.rows(), content.high(), content.low() + 1),
        entry.file(),
        entry.archivedAt(),
        entry.verifiedAt());
  }

  @Override
  public Optional<ArchiveEntry> find(String table, String partition) {
    return fault == Fault.LIES
        ? super.find(table, partition).map(FailingArchive::lie)
        : super.find(table, partition);
  }

  @Override
  public void verify(ArchiveEntry entry, ArchiveMonitor monitor) {
    if (fault == Fault.VERIFIES_NOTHING) {
      throw new IllegalStateException("it differs");
    }
    super.verify(entry, monitor);
  }
}
