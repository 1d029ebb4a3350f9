package io.entasis.conformance.partition;

import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionRows;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An archive that does one thing wrong. */
final class FailingArchive implements PartitionArchive {

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

  private final PartitionArchive target;
  private final Fault fault;

  FailingArchive(PartitionArchive target, Fault fault) {
    this.target = target;
    this.fault = fault;
  }

  @Override
  public ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ArchiveMonitor monitor) {
    if (fault == Fault.REFUSES) {
      throw new IllegalStateException("refused");
    }
    ArchiveEntry entry = target.store(request, rows, monitor);
    if (fault == Fault.BREAKS_LATE) {
      target.remove(entry);
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
        ? target.find(table, partition).map(FailingArchive::lie)
        : target.find(table, partition);
  }

  @Override
  public ArchiveListing list() {
    return target.list();
  }

  @Override
  public void verify(ArchiveEntry entry, ArchiveMonitor monitor) {
    if (fault == Fault.VERIFIES_NOTHING) {
      throw new IllegalStateException("it differs");
    }
    target.verify(entry, monitor);
  }

  @Override
  public PartitionRows read(ArchiveEntry entry, ArchiveMonitor monitor) {
    return target.read(entry, monitor);
  }

  @Override
  public void remove(ArchiveEntry entry) {
    target.remove(entry);
  }

  @Override
  public List<URI> removeLeftovers(Duration olderThan) {
    return target.removeLeftovers(olderThan);
  }

  @Override
  public void close() {
    target.close();
  }
}
