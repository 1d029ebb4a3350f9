package io.entasis.partition;

import io.entasis.error.NotFoundException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps partitions outside of the database, and proves that it does: an entry stands for rows that were read back from the store and
 * compared. Safe for use by several threads and processes.
 *
 * <p>A partition can be archived again, after it was restored and changed. The new entry stands beside the old one until that is
 * {@linkplain #remove removed}; nothing that is published is ever written over.
 *
 * <p>Every method throws {@link ArchiveUnreachableException} when the store cannot be reached,
 * {@link io.entasis.error.AccessDeniedException} when it refuses, and {@link io.entasis.error.InvalidConfigurationException} when it
 * does not exist.
 */
public interface PartitionArchive extends AutoCloseable {

  /**
   * Archives the rows of a partition: writes them under a temporary name, reads back what the store holds, compares the number of rows
   * and the content hash, and only then publishes it. Whatever fails on the way, nothing is visible afterwards, and the rows can be
   * archived again.
   *
   * <p>The rows keep their order. Sorted by symbol and time they take least space, and readers can skip most of them.
   *
   * @param request what the rows are
   * @param rows the rows, read to the end by this call and closed by the caller; what they throw reaches the caller
   * @param monitor follows the call and may cancel it
   * @return the entry as it is found from now on
   * @throws io.entasis.error.InvalidInputException when a row lacks a value that its layout promises
   * @throws ArchiveCorruptException when the store gave back something else than it was given
   * @throws ArchiveCancelledException when the monitor says so or the thread is interrupted
   */
  ArchiveEntry store(ArchiveRequest request, PartitionRows rows, ArchiveMonitor monitor);

  /**
   * The latest entry of a partition, or nothing when it is not archived.
   *
   * @throws ArchiveCorruptException when an entry of the partition cannot be understood
   */
  Optional<ArchiveEntry> find(String table, String partition);

  /**
   * The latest entry of a partition.
   *
   * @throws NotFoundException when it is not archived
   * @throws ArchiveCorruptException when an entry of the partition cannot be understood
   */
  default ArchiveEntry get(String table, String partition) {
    return find(table, partition)
        .orElseThrow(() -> new NotFoundException(
            "partition " + partition + " of table " + table + " is not archived"));
  }

  /** Everything that is archived; what cannot be understood is listed and does not hide the rest. */
  ArchiveListing list();

  /**
   * Reads everything that the store holds of an entry, and compares it with the entry: the entry itself, length and hash of the file,
   * what the file says of itself, number and content hash of the rows.
   *
   * @throws NotFoundException when there is no such entry any more
   * @throws ArchiveCorruptException when anything differs, with what does
   * @throws ArchiveCancelledException when the monitor says so or the thread is interrupted
   */
  void verify(ArchiveEntry entry, ArchiveMonitor monitor);

  /**
   * The rows of an entry, in the order in which they were archived. The file is checked against the hash of the entry before the first
   * row is given, so they are the rows that were archived.
   *
   * @return rows in bounded memory; <strong>the caller closes them</strong>
   * @throws ArchiveCorruptException when the file is missing or not the one that was archived
   * @throws ArchiveCancelledException when the monitor says so or the thread is interrupted
   */
  PartitionRows read(ArchiveEntry entry, ArchiveMonitor monitor);

  /** Removes an entry and its file, for good: the entry first, so that none ever stands without its rows. Gone already is fine. */
  void remove(ArchiveEntry entry);

  /**
   * Removes what attempts left behind that failed or died and that no entry speaks of.
   *
   * @param olderThan age of what is removed; longer than any attempt takes that may still be under way
   * @return what was removed
   */
  List<URI> removeLeftovers(Duration olderThan);

  /** Lets go of the connections to the store. Calling it again does nothing. */
  @Override
  void close();
}
