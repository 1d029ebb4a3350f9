package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.time.Instant;

/**
 * A partition in the archive. There is an entry only for what was written whole, read back from the store and found to hold the
 * same rows.
 *
 * @param partition the partition
 * @param schemaVersion the version of the schema that its rows were stored under
 * @param layout the columns of its rows
 * @param content number and hash of its rows
 * @param file the file that holds them
 * @param archivedAt when it was published, by the clock of the process that did; tells later archives of a partition from earlier
 *     ones
 * @param verifiedAt when what the store holds had been read back and compared
 */
public record ArchiveEntry(
    PartitionKey partition,
    String schemaVersion,
    RowLayout layout,
    ContentDigest content,
    ArchivedFile file,
    Instant archivedAt,
    Instant verifiedAt) {

  /**
   * Checks the version.
   *
   * @throws InvalidInputException when it is blank
   */
  public ArchiveEntry {
    if (schemaVersion.isBlank()) {
      throw new InvalidInputException(
          "the archive of " + partition.name() + " needs the version of its schema");
    }
  }

  /** Number of rows. */
  public long rows() {
    return content.rows();
  }

  /** Bytes of the file. */
  public long bytes() {
    return file.bytes();
  }
}
