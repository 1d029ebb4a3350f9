package io.entasis.internal.partition;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which partition of a table holds an instant: months, unless another size counts from some instant on. Where sizes meet, a partition
 * begins or ends in the middle of its period.
 *
 * @param table the table
 * @param sizes sizes of partitions by the instant from which they count
 */
public record PartitionLayout(String table, NavigableMap<Instant, PartitionSize> sizes) {

  private static final String READ =
      "select effective_from, size from {partition_layout} where table_name = :table";
  private static final String DROP_LATER =
      "delete from {partition_layout} where table_name = :table and effective_from >= :from";
  private static final String ADD =
      "insert into {partition_layout} (table_name, effective_from, size) values (:table, :from, :size)";

  /** Copies. */
  public PartitionLayout {
    sizes = new TreeMap<>(sizes);
  }

  /** Months at all times. */
  public static PartitionLayout months(String table) {
    return new PartitionLayout(table, new TreeMap<>());
  }

  /** What the database says. */
  public static PartitionLayout read(Connection connection, Sql sql, String table)
      throws SQLException {
    NavigableMap<Instant, PartitionSize> sizes = new TreeMap<>();
    try (PreparedStatement statement =
            NamedSql.of(sql, READ).with("table", table).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sizes.put(
            rows.getObject(1, OffsetDateTime.class).toInstant(),
            PartitionSize.valueOf(rows.getString(2)));
      }
    }
    return new PartitionLayout(table, sizes);
  }

  /** The partition that holds the instant. */
  public PartitionKey at(Instant instant) {
    PartitionSize size = sizeAt(instant);
    TimeRange whole = size.periodAt(instant);
    Instant since = Optional.ofNullable(sizes.floorKey(instant)).orElse(Instant.MIN);
    Instant until = Optional.ofNullable(sizes.higherKey(instant)).orElse(Instant.MAX);
    Instant from = whole.from().isBefore(since) ? since : whole.from();
    Instant to = whole.to().isAfter(until) ? until : whole.to();
    return new PartitionKey(table, size.nameAt(table, instant), TimeRange.of(from, to));
  }

  /** The partition after that one. */
  public PartitionKey after(PartitionKey partition) {
    return at(partition.range().to());
  }

  /** The size that counts at the instant. */
  public PartitionSize sizeAt(Instant instant) {
    return Optional.ofNullable(sizes.floorEntry(instant))
        .map(Map.Entry::getValue)
        .orElse(PartitionSize.MONTH);
  }

  /** Whether a partition of that name and range is one that this layout makes. */
  public boolean makes(String name, TimeRange range) {
    PartitionKey made = at(range.from());
    return made.name().equals(name) && made.range().equals(range);
  }

  /** Lets the size count from the instant on, in the transaction of the connection. */
  public void change(Connection connection, Sql sql, Instant from, PartitionSize size)
      throws SQLException {
    try (PreparedStatement statement =
        NamedSql.of(sql, DROP_LATER).with("table", table).with("from", from).prepare(connection)) {
      statement.executeUpdate();
    }
    try (PreparedStatement statement = NamedSql.of(sql, ADD)
        .with("table", table)
        .with("from", from)
        .with("size", size.name())
        .prepare(connection)) {
      statement.executeUpdate();
    }
  }
}
