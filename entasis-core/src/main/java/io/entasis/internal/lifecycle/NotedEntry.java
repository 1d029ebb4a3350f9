package io.entasis.internal.lifecycle;

import io.entasis.error.NotFoundException;
import io.entasis.partition.ArchiveCorruptException;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.PartitionArchive;
import io.entasis.partition.PartitionKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The entry of an archive that a note speaks of. Beside it there may be others of the partition, and some that cannot be understood.
 *
 * @param archive the archive
 * @param partition the partition
 * @param copy what is noted
 */
record NotedEntry(PartitionArchive archive, PartitionKey partition, ArchivedCopy copy) {

  /**
   * The entry.
   *
   * @throws NotFoundException when the partition is not archived any more
   * @throws ArchiveCorruptException when no entry of the partition holds what is noted
   */
  ArchiveEntry get() {
    Optional<ArchiveEntry> latest = latest();
    if (latest.filter(this::isNoted).isPresent()) {
      return latest.get();
    }
    Optional<ArchiveEntry> other = archive.list().entries().stream()
        .filter(this::isNoted)
        .max(Comparator.comparing(ArchiveEntry::archivedAt));
    return other.orElseThrow(() -> latest.isPresent()
        ? new ArchiveCorruptException(
            "the archive of " + partition.name(),
            List.of(latest.get().content() + " instead of " + copy.content()))
        : new NotFoundException("partition " + partition.name() + " is not archived any more"));
  }

  private Optional<ArchiveEntry> latest() {
    try {
      return archive.find(partition.table(), partition.name());
    } catch (ArchiveCorruptException e) {
      return Optional.empty();
    }
  }

  private boolean isNoted(ArchiveEntry entry) {
    return entry.partition().table().equals(partition.table())
        && entry.partition().name().equals(partition.name())
        && entry.content().equals(copy.content());
  }
}
