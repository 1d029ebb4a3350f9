package io.entasis.internal.partition;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import io.entasis.partition.ArchivedCopy;
import io.entasis.partition.ContentDigest;
import io.entasis.partition.PartitionKey;
import io.entasis.partition.PartitionState;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The notes on partitions, in the transaction of the connection they are given.
 *
 * @param sql writes statements
 * @param clock tells "now"
 */
public record PartitionRecords(Sql sql, Clock clock) {

  private static final String READ = """
      select partition_name, range_from, range_to, state, since, row_count, content_hash, archive_location, archived_at, restored_at
      from {partition_state} where table_name = :table""";

  private static final String NOTE = """
      insert into {partition_state} (table_name, partition_name, range_from, range_to, state, since)
      values (:table, :partition, :from, :to, :state, :now)
      on conflict (table_name, partition_name) do update set
        range_from = excluded.range_from, range_to = excluded.range_to, state = excluded.state,
        since = case when partition_state.state = excluded.state then partition_state.since else excluded.since end,
        restored_at = case when excluded.state in ('DETACHED', 'DROPPED') then null else partition_state.restored_at end""";

  private static final String PLAN = """
      insert into {partition_state} (table_name, partition_name, range_from, range_to, state, since)
      values (:table, :partition, :from, :to, 'PLANNED', :now)
      on conflict (table_name, partition_name) do nothing""";

  private static final String FORGET_PLANNED =
      "delete from {partition_state} where state = 'PLANNED'";

  private static final String ARCHIVED = """
      update {partition_state}
      set row_count = cast(:rows as bigint), content_hash = :hash, archive_location = :location, archived_at = :verified,
        state = case when state in ('DETACHING', 'DETACHED') then state else 'ARCHIVED' end,
        since = case when state in ('DETACHING', 'DETACHED', 'ARCHIVED') then since else cast(:now as timestamptz) end
      where table_name = :table and partition_name = :partition""";

  private static final String FORGET_ARCHIVE = """
      update {partition_state}
      set row_count = null, content_hash = null, archive_location = null, archived_at = null
      where table_name = :table and partition_name = :partition""";

  private static final String RESTORED = """
      update {partition_state} set restored_at = :now
      where table_name = :table and partition_name = :partition""";

  /** All of a table, by partition. */
  public Map<String, PartitionRecord> of(Connection connection, String table) throws SQLException {
    Map<String, PartitionRecord> records = new TreeMap<>();
    try (PreparedStatement statement =
            NamedSql.of(sql, READ).with("table", table).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        PartitionKey key = new PartitionKey(
            table, rows.getString(1), TimeRange.of(instant(rows, 2), instant(rows, 3)));
        records.put(
            key.name(),
            new PartitionRecord(
                key,
                PartitionState.valueOf(rows.getString(4)),
                instant(rows, 5),
                archive(rows),
                Optional.ofNullable(rows.getObject(10, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)));
      }
    }
    return records;
  }

  /** Notes that the partition has come to the state; what is noted of its archive stays. */
  public void note(Connection connection, PartitionKey partition, PartitionState state)
      throws SQLException {
    run(connection, ranged(NOTE, partition).with("state", state.name()));
  }

  /** Notes which partitions are to be made, in place of those that were to be before. */
  public void plan(Connection connection, Iterable<PartitionKey> partitions) throws SQLException {
    run(connection, NamedSql.of(sql, FORGET_PLANNED));
    for (PartitionKey partition : partitions) {
      run(connection, ranged(PLAN, partition));
    }
  }

  /** Notes that the rows of a known partition are in the archive. */
  public void archived(Connection connection, PartitionKey partition, ArchivedCopy copy)
      throws SQLException {
    run(
        connection,
        named(ARCHIVED, partition)
            .with("rows", Long.toString(copy.content().rows()))
            .with("hash", copy.content().hash())
            .with("location", copy.location().toString())
            .with("verified", copy.verifiedAt())
            .with("now", clock.instant()));
  }

  /** Notes that the partition was attached with rows that came from elsewhere and are not archived. */
  public void loaded(Connection connection, PartitionKey partition) throws SQLException {
    note(connection, partition, PartitionState.ATTACHED);
    forgetArchive(connection, partition);
  }

  /**
   * Notes that the partition has come back after it had left.
   *
   * @param copy its archived rows, if it can hold no others
   */
  public void restored(Connection connection, PartitionKey partition, Optional<ArchivedCopy> copy)
      throws SQLException {
    loaded(connection, partition);
    if (copy.isPresent()) {
      archived(connection, partition, copy.get());
    }
    run(connection, named(RESTORED, partition).with("now", clock.instant()));
  }

  /** Notes that what was archived is not what the partition holds now. */
  public void forgetArchive(Connection connection, PartitionKey partition) throws SQLException {
    run(connection, named(FORGET_ARCHIVE, partition));
  }

  private NamedSql ranged(String text, PartitionKey partition) {
    return named(text, partition)
        .with("from", partition.range().from())
        .with("to", partition.range().to())
        .with("now", clock.instant());
  }

  private NamedSql named(String text, PartitionKey partition) {
    return NamedSql.of(sql, text)
        .with("table", partition.table())
        .with("partition", partition.name());
  }

  private static void run(Connection connection, NamedSql written) throws SQLException {
    try (PreparedStatement statement = written.prepare(connection)) {
      statement.executeUpdate();
    }
  }

  private static Optional<ArchivedCopy> archive(ResultSet row) throws SQLException {
    long count = row.getLong(6);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new ArchivedCopy(
            ContentDigest.of(count, row.getString(7)),
            URI.create(row.getString(8)),
            instant(row, 9)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
