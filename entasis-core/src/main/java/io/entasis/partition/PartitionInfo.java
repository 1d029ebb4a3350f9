package io.entasis.partition;

import io.entasis.market.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A partition as it is.
 *
 * @param key table, name and range
 * @param state how far it has come
 * @param storage what it takes up; nothing once it is dropped
 * @param firstRow time of its earliest row; empty when it holds none
 * @param lastRow time of its latest row; empty when it holds none
 * @param archive its archived rows, if there are any
 */
public record PartitionInfo(
    PartitionKey key,
    PartitionState state,
    Storage storage,
    Optional<Instant> firstRow,
    Optional<Instant> lastRow,
    Optional<ArchivedCopy> archive) {

  /** Its table in the database. */
  public String name() {
    return key.name();
  }

  /** The instants whose rows it holds. */
  public TimeRange range() {
    return key.range();
  }

  /**
   * What a partition takes up.
   *
   * @param estimatedRows about how many rows there are, as the server's statistics say
   * @param bytes bytes of the table with all that belongs to it
   * @param indexBytes bytes of its indexes, which are part of {@code bytes}
   * @param indexes names of its indexes, sorted
   */
  public record Storage(long estimatedRows, long bytes, long indexBytes, List<String> indexes) {

    /** Of something that is gone. */
    public static final Storage NONE = new Storage(0, 0, 0, List.of());

    /** Copies the names. */
    public Storage {
      indexes = List.copyOf(indexes);
    }
  }
}
