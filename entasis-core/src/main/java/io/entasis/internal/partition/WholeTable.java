package io.entasis.internal.partition;

import io.entasis.internal.db.Sessions;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A table without partitions, which takes all rows itself.
 *
 * @param table its name
 */
public record WholeTable(String table) implements Placement {

  private static final TimeRange ALL_TIME =
      TimeRange.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));

  @Override
  public Periods periods(Sessions asking, Duration limit) {
    PartitionKey whole = new PartitionKey(table, table, ALL_TIME);
    return timestamp -> whole;
  }

  @Override
  public List<String> partitionsAmong(Collection<PartitionKey> tables) {
    return List.of();
  }

  @Override
  public List<String> ensure(Collection<PartitionKey> tables, int allowed, Duration limit) {
    return List.of();
  }

  @Override
  public List<String> ensureWithin(
      Connection connection, Collection<PartitionKey> tables, int allowed) {
    return List.of();
  }

  @Override
  public void forget() {
    // it remembers nothing
  }
}
