package io.entasis.conformance.archive;

import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchiveListing;
import io.entasis.partition.ArchiveMonitor;
import io.entasis.partition.ArchiveRequest;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionRows;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An archive in front of another one, which it asks for everything. */
public abstract class ArchiveInFront implements PartitionArchive {

  private final PartitionArchive target;

  /** In front of that one. */
  protected ArchiveInFront(PartitionArchive target) {
    this.target = target;
  }

  @Override
  public ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ArchiveMonitor monitor) {
    return target.store(request, rows, monitor);
  }

  @Override
  public Optional<ArchiveEntry> find(String table, String partition) {
    return target.find(table, partition);
  }

  @Override
  public ArchiveListing list() {
    return target.list();
  }

  @Override
  public void verify(ArchiveEntry entry, ArchiveMonitor monitor) {
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
