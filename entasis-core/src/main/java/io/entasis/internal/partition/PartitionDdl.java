package io.entasis.internal.partition;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The statements that find and make the partitions of one table. */
public final class PartitionDdl {

  /** Bounds are written and read in the same session, so its time zone and date style do not matter. */
  private static final String ATTACHED = """
      select c.relname,
        substring(b.bound from 'FROM \\(''([^'']+)''\\)')::timestamptz,
        substring(b.bound from 'TO \\(''([^'']+)''\\)')::timestamptz
      from pg_inherits i join pg_class c on c.oid = i.inhrelid,
        lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
      where i.inhparent = cast(:parent as regclass) and not i.inhdetachpending
        and b.bound like 'FOR VALUES FROM (''%'') TO (''%'')'""";

  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss+00", Locale.ROOT);

  private final Sql sql;
  private final String table;

  /** Of that table. */
  public PartitionDdl(Sql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  /** The attached partitions with bounds at both ends, whatever they are named. */
  List<PartitionKey> attached(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            NamedSql.of(sql, ATTACHED).with("parent", sql.name(table)).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<PartitionKey> attached = new ArrayList<>();
      while (rows.next()) {
        TimeRange range = TimeRange.of(instant(rows, 2), instant(rows, 3));
        attached.add(new PartitionKey(table, rows.getString(1), range));
      }
      return attached;
    }
  }

  /** Lets one transaction at a time make partitions of the table; the others wait until it ends. */
  public void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "entasis partitions of " + sql.name(table));
      statement.execute();
    }
  }

  /** Makes the partition as a table of its own and attaches it, which locks out nobody. */
  public void create(Connection connection, PartitionKey partition) throws SQLException {
    make(connection, partition.name(), "");
    attach(connection, partition);
  }

  /** Makes a table of its own that can become a partition and has its indexes already, so that rows can be attached with it at once. */
  public void makeIndexed(Connection connection, String name) throws SQLException {
    make(connection, name, " including indexes");
  }

  private void make(Connection connection, String name, String more) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table " + sql.name(name) + " (like " + sql.name(table)
          + " including defaults including constraints including storage" + more + ")");
    }
    new PartitionGuard(sql, table).arm(connection, name);
  }

  /** Attaches a table. Its rows are read unless a valid check says that they lie within the bounds. */
  public void attach(Connection connection, PartitionKey partition) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter table " + sql.name(table) + " attach partition "
          + sql.name(partition.name()) + " for values from ("
          + bound(partition.range().from())
          + ") to (" + bound(partition.range().to()) + ")");
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A literal with its offset, so that no session's time zone moves it. */
  public static String bound(Instant instant) {
    return "'" + BOUND.format(instant.atOffset(ZoneOffset.UTC)) + "'";
  }
}
