package io.entasis.internal.lifecycle;

import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The times of the first and the last row of a partition. No index begins with the timestamp, so they are looked for series by series,
 * each a step in an index.
 *
 * @param first the earliest
 * @param last the latest
 */
record RowSpan(Instant first, Instant last) {

  private static final String FIND = """
      with recursive series as (
        (select %1$s from only %2$s order by %1$s limit 1)
        union all
        select n.* from series s cross join lateral (
          select %3$s from only %2$s p where (%3$s) > (%4$s) order by %3$s limit 1) n)
      select min(f.timestamp), max(l.timestamp)
      from series s
      cross join lateral (select p.timestamp from only %2$s p where (%3$s) = (%4$s) order by p.timestamp limit 1) f
      cross join lateral (select p.timestamp from only %2$s p where (%3$s) = (%4$s) order by p.timestamp desc limit 1) l""";

  /** Of that partition; absent when it holds no row. */
  static Optional<RowSpan> of(Connection connection, Sql sql, TableForm form, String partition)
      throws SQLException {
    String text = FIND.formatted(
        String.join(", ", form.series()),
        sql.name(partition),
        each("p.", form.series()),
        each("s.", form.series()));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(text)) {
      row.next();
      OffsetDateTime first = row.getObject(1, OffsetDateTime.class);
      OffsetDateTime last = row.getObject(2, OffsetDateTime.class);
      return first == null || last == null
          ? Optional.empty()
          : Optional.of(new RowSpan(first.toInstant(), last.toInstant()));
    }
  }

  private static String each(String prefix, List<String> columns) {
    return columns.stream().map(prefix::concat).collect(Collectors.joining(", "));
  }
}
