package io.entasis.internal.lifecycle;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.internal.lifecycle.Part.Tie;
import io.entasis.internal.partition.WatchTriggers;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionInfo.Storage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Finds the partitions of a table and the tables that look like some. */
final class Parts {

  /** Bounds are written and read in the same session, so its time zone and date style do not matter; an open end is far away. */
  private static final String FIND = """
      select c.relname,
        case when i.inhparent is null then 'LOOSE' when i.inhdetachpending then 'HALF_DETACHED'
          when b.bound = 'DEFAULT' then 'DEFAULT' else 'ATTACHED' end,
        coalesce(substring(b.bound from 'FROM \\(''([^'']+)''\\)')::timestamptz, timestamptz '0001-01-01 00:00:00+00'),
        coalesce(substring(b.bound from 'TO \\(''([^'']+)''\\)')::timestamptz, timestamptz '9999-12-31 00:00:00+00'),
        exists (select from pg_trigger s join pg_proc f on f.oid = s.tgfoid where s.tgrelid = c.oid and f.proname = 'raw_sealed'),
        %s,
        case when c.reltuples < 0 then pg_stat_get_live_tuples(c.oid) else c.reltuples::bigint end,
        pg_total_relation_size(c.oid), pg_indexes_size(c.oid),
        array(select x.relname from pg_index n join pg_class x on x.oid = n.indexrelid where n.indrelid = c.oid order by 1)
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = cast(:parent as regclass),
        lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
      where i.inhparent is not null
        or (not c.relispartition and c.relkind = 'r'
          and c.relnamespace = (select p.relnamespace from pg_class p where p.oid = cast(:parent as regclass))
          and c.relname ~ ('^' || cast(:table as text) || '_y[0-9][0-9][0-9][0-9](m[0-9][0-9](d[0-9][0-9])?|w[0-9][0-9])$'))
      order by 3, 1""".formatted(WatchTriggers.ARE_ON);

  private Parts() {}

  /** By time, loose ones first. */
  static List<Part> of(Connection connection, Sql sql, String table) throws SQLException {
    try (PreparedStatement statement = NamedSql.of(sql, FIND)
            .with("parent", sql.name(table))
            .with("table", table)
            .with("watch", WatchTriggers.of(table))
            .prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<Part> parts = new ArrayList<>();
      while (rows.next()) {
        parts.add(part(rows));
      }
      return parts;
    }
  }

  private static Part part(ResultSet row) throws SQLException {
    return new Part(
        row.getString(1),
        Tie.valueOf(row.getString(2)),
        TimeRange.of(
            row.getObject(3, OffsetDateTime.class).toInstant(),
            row.getObject(4, OffsetDateTime.class).toInstant()),
        row.getBoolean(5),
        row.getBoolean(6),
        new Storage(row.getLong(7), row.getLong(8), row.getLong(9), List.of((String[])
            row.getArray(10).getArray())));
  }
}
