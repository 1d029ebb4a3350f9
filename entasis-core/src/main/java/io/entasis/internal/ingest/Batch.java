package io.entasis.internal.ingest;

import io.entasis.internal.change.Change;
import io.entasis.internal.change.ChangedKeys;
import io.entasis.internal.partition.Periods;
import io.entasis.partition.PartitionKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Rows that are stored together, encoded and sorted into their partitions. Its memory is used again after {@link #clear()}. */
final class Batch<T> {

  /** It grows when there are more; most calls bring far fewer rows than a batch may hold. */
  private static final int FIRST_ROOM = 512;

  private static final int ROOM_OF_FURTHER_PARTITIONS = 64;

  private final RowEncoder<T> encoder;
  private final int capacity;
  private final ChangedKeys changed;
  private final Periods periods;
  private final SortedMap<PartitionKey, Segment> segments =
      new TreeMap<>(Comparator.comparing((PartitionKey key) -> key.range().from()));
  private @Nullable Segment current;
  private @Nullable Segment spare;
  private Instant currentFrom = Instant.MAX;
  private Instant currentTo = Instant.MIN;
  private int size;

  Batch(RowEncoder<T> encoder, int capacity, Periods periods) {
    this.encoder = encoder;
    this.periods = periods;
    this.capacity = capacity;
    this.changed = new ChangedKeys(encoder.changeKind());
  }

  boolean isFull() {
    return size == capacity;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The columns of its rows, without the id. */
  List<String> columns() {
    return encoder.columns();
  }

  SortedMap<PartitionKey, Segment> segments() {
    return segments;
  }

  /**
   * Takes a row.
   *
   * @param sourceRow its position in its source, from 1
   */
  void add(T value, long sourceRow) {
    Instant timestamp = encoder.timestamp(value);
    segmentOf(timestamp).add(value, encoder, sourceRow);
    changed.add(encoder.changeKey(value), timestamp);
    size++;
  }

  /** What storing it changes, and maybe what storing rows would have changed that were left out since. */
  List<Change> changes() {
    return changed.changes();
  }

  /** Leaves out the partitions that begin before the instant; gives the positions of their rows. */
  long[] dropBefore(Instant instant) {
    long[] rows = segments.entrySet().stream()
        .filter(entry -> entry.getKey().range().from().isBefore(instant))
        .flatMapToLong(entry -> Arrays.stream(entry.getValue().sourceRows()))
        .sorted()
        .toArray();
    segments.keySet().removeIf(key -> key.range().from().isBefore(instant));
    size -= rows.length;
    return rows;
  }

  /** CRC-32C of the rows, to be taken before they are numbered. */
  long checksum() {
    CRC32C checksum = new CRC32C();
    segments.values().forEach(segment -> segment.addTo(checksum));
    return checksum.getValue();
  }

  void number(IdBlocks ids) {
    segments.values().forEach(segment -> segment.number(ids));
  }

  /** Forgets the rows; the room of one partition is kept for the next batch. */
  void clear() {
    if (current != null) {
      current.clear();
      spare = current;
    }
    segments.clear();
    changed.clear();
    current = null;
    currentFrom = Instant.MAX;
    currentTo = Instant.MIN;
    size = 0;
  }

  private Segment segmentOf(Instant timestamp) {
    Segment segment = current;
    if (segment == null || timestamp.isBefore(currentFrom) || !timestamp.isBefore(currentTo)) {
      PartitionKey partition = periods.at(timestamp);
      segment = segments.computeIfAbsent(partition, missing -> newSegment());
      current = segment;
      currentFrom = partition.range().from();
      currentTo = partition.range().to();
    }
    return segment;
  }

  private Segment newSegment() {
    Segment free = spare;
    spare = null;
    return free == null
        ? new Segment(
            segments.isEmpty() ? Math.min(capacity, FIRST_ROOM) : ROOM_OF_FURTHER_PARTITIONS)
        : free;
  }
}
