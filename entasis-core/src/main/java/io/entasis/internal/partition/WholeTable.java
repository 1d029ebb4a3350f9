package io.entasis.internal.partition;

import java.sql.Connection;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * A table without partitions, which takes the rows of every month itself.
 *
 * @param table its name
 */
public record WholeTable(String table) implements Placement {

  @Override
  public String tableOf(YearMonth month) {
    return table;
  }

  @Override
  public List<String> partitionsOf(Collection<YearMonth> months) {
    return List.of();
  }

  @Override
  public List<String> ensure(SortedSet<YearMonth> months, int allowed, Duration limit) {
    return List.of();
  }

  @Override
  public List<String> ensureWithin(
      Connection connection, SortedSet<YearMonth> months, int allowed) {
    return List.of();
  }

  @Override
  public void forget() {
    // it remembers nothing
  }
}
