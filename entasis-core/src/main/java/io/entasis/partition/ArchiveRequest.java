package io.entasis.partition;

import io.entasis.error.InvalidInputException;
import java.util.OptionalLong;

/**
 * What is to be archived.
 *
 * @param partition the partition that the rows are of
 * @param schemaVersion the version of the schema that the rows were stored under; not blank
 * @param expectedRows about how many rows there are, for the time left; empty when unknown
 */
public record ArchiveRequest(
    PartitionKey partition, String schemaVersion, OptionalLong expectedRows) {

  /**
   * Checks the version and the number of rows.
   *
   * @throws InvalidInputException when the version is blank or the number is below zero
   */
  public ArchiveRequest {
    if (schemaVersion.isBlank()) {
      throw new InvalidInputException(
          "the archive of " + partition.name() + " needs the version of its schema");
    }
    if (expectedRows.orElse(0) < 0) {
      throw new InvalidInputException("there cannot be " + expectedRows.getAsLong() + " rows");
    }
  }

  /** A request that does not say how many rows there are. */
  public static ArchiveRequest of(PartitionKey partition, String schemaVersion) {
    return new ArchiveRequest(partition, schemaVersion, OptionalLong.empty());
  }

  /** The same, with about how many rows there are. */
  public ArchiveRequest expecting(long rows) {
    return new ArchiveRequest(partition, schemaVersion, OptionalLong.of(rows));
  }
}
