package io.entasis.internal.lifecycle;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a default partition holds, looked at once from end to end.
 *
 * @param counts how many rows belong into which partition, by time
 * @param below how many rows lie below the raw floor, where no partition is made any more
 */
record CaughtRows(SortedMap<Instant, Count> counts, long below) {

  private static final String BY_DAY = """
      select date_trunc('day', timestamp at time zone 'UTC') at time zone 'UTC' as day, bool_and(isfinite(timestamp)),
        count(*), count(*) filter (where age(xmin) <= age(cast(cast(:since as xid8) as xid)))
      from only {%s} group by 1 order by 1""";

  /**
   * Of a default partition.
   *
   * @param since the transaction from which on rows count as changed
   * @throws InvalidInputException when it holds rows that no partition can take
   */
  static CaughtRows of(
      Connection connection, Sql sql, TableSurvey survey, String partition, String since)
      throws SQLException {
    SortedMap<Instant, Count> counts = new TreeMap<>();
    long below = 0;
    try (PreparedStatement statement =
            NamedSql.of(sql, BY_DAY.formatted(partition)).with("since", since).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (!rows.getBoolean(2)) {
          throw new InvalidInputException(
              partition + " holds rows at no finite time, which no partition takes");
        }
        PartitionKey key =
            survey.layout().at(rows.getObject(1, OffsetDateTime.class).toInstant());
        if (survey.floor().filter(key.range().from()::isBefore).isPresent()) {
          below += rows.getLong(3);
        } else {
          counts.merge(
              key.range().from(), new Count(key, rows.getLong(3), rows.getLong(4)), Count::plus);
        }
      }
    }
    for (Count count : counts.values()) {
      checkIsFree(survey, partition, count.partition());
    }
    return new CaughtRows(counts, below);
  }

  private static void checkIsFree(TableSurvey survey, String partition, PartitionKey key) {
    Optional<Part> other = survey.attached().stream()
        .filter(part -> part.range().overlaps(key.range()))
        .findFirst();
    if (other.isPresent()) {
      throw new InvalidInputException("rows of " + partition + " belong into " + key
          + ", part of which " + other.get().name() + " covers");
    }
  }

  long moved() {
    return counts.values().stream().mapToLong(Count::rows).sum();
  }

  /**
   * Rows of one partition.
   *
   * @param partition the partition
   * @param rows how many there are
   * @param changed how many of them are new, or were changed
   */
  record Count(PartitionKey partition, long rows, long changed) {

    Count plus(Count other) {
      return new Count(partition, rows + other.rows, changed + other.changed);
    }
  }
}
