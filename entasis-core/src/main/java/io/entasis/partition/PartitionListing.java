package io.entasis.partition;

import io.entasis.market.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The partitions of a table at one moment.
 *
 * @param table the table
 * @param partitions all that are known, by time; those that are dropped are among them
 * @param gaps time between attached partitions that none of them holds
 * @param problems what is not as it should be
 * @param coverage how long from now on every new row finds its partition; zero when already the present has none
 */
public record PartitionListing(
    PartitionedTable table,
    List<PartitionInfo> partitions,
    List<TimeRange> gaps,
    List<PartitionProblem> problems,
    Duration coverage) {

  /** Copies the lists. */
  public PartitionListing {
    partitions = List.copyOf(partitions);
    gaps = List.copyOf(gaps);
    problems = List.copyOf(problems);
  }

  /** The partition of that name. */
  public Optional<PartitionInfo> find(String name) {
    return partitions.stream()
        .filter(partition -> partition.name().equals(name))
        .findFirst();
  }

  /** The partitions in that state, by time. */
  public List<PartitionInfo> in(PartitionState state) {
    return partitions.stream().filter(partition -> partition.state() == state).toList();
  }

  /** Whole days of coverage that are left. */
  public long daysCovered() {
    return coverage.toDays();
  }
}
