package io.entasis.internal.partition;

import io.entasis.internal.db.NamedSql;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The triggers that watch over the partitions of one table. Statement triggers fire for the table that a statement names and are not
 * inherited, so each partition needs its own; a sealed one needs none, since nothing can change in it.
 */
public final class PartitionGuard {

  /** Stands for a partition without a beginning. */
  public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** Stands for a partition without an end. */
  public static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * The definitions of the parent's triggers, for another table: those that watch as far as that has none that is on, and others as far as
   * it has none of the name.
   */
  private static final String MISSING = """
      select regexp_replace(
          replace(pg_get_triggerdef(t.oid), format(' ON %I.%I ', n.nspname, c.relname), format(' ON %I.%I ', n.nspname, :partition)),
          '^CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER')
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where c.oid = cast(:parent as regclass) and not t.tgisinternal and t.tgtype & 1 = 0
        and not exists (
          select from pg_trigger other join pg_class o on o.oid = other.tgrelid
          where o.relname = :partition and o.relnamespace = c.relnamespace and other.tgname = t.tgname
            and (other.tgenabled in ('O', 'A') or t.tgname <> all (:watch)))
      order by t.tgname""";

  /** Bounds are written and read in the same session, so its time zone and date style do not matter; an open end is far away. */
  private static final String ATTACHED = """
      select c.relname,
        coalesce(substring(b.bound from 'FROM \\(''([^'']+)''\\)')::timestamptz, timestamptz '0001-01-01 00:00:00+00'),
        coalesce(substring(b.bound from 'TO \\(''([^'']+)''\\)')::timestamptz, timestamptz '9999-12-31 00:00:00+00'),
        exists (select from pg_trigger s join pg_proc f on f.oid = s.tgfoid where s.tgrelid = c.oid and f.proname = 'raw_sealed'),
        %s
      from pg_inherits i join pg_class c on c.oid = i.inhrelid,
        lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
      where i.inhparent = cast(:parent as regclass) and not i.inhdetachpending
      order by 2, 1""".formatted(WatchTriggers.ARE_ON);

  private static final String PARENT =
      "select " + WatchTriggers.ARE_ON + " from pg_class c where c.oid = cast(:parent as regclass)";

  private static final String SEAL = """
      create trigger sealed before insert or update or delete on %1$s for each row execute function %2$s();
      create trigger sealed_truncate before truncate on %1$s for each statement execute function %2$s()""";

  private final Sql sql;
  private final String table;

  /** Of the partitions of that table. */
  public PartitionGuard(Sql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  /** The attached partitions, earliest first. */
  public List<AttachedPartition> attached(Connection connection) throws SQLException {
    try (PreparedStatement statement = asking(ATTACHED).prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<AttachedPartition> partitions = new ArrayList<>();
      while (rows.next()) {
        partitions.add(new AttachedPartition(
            rows.getString(1),
            instant(rows, 2),
            instant(rows, 3),
            rows.getBoolean(4),
            rows.getBoolean(5)));
      }
      return partitions;
    }
  }

  /** Whether the partitioned table itself carries the triggers, which fire for statements that name it. */
  public boolean isParentGuarded(Connection connection) throws SQLException {
    try (PreparedStatement statement = asking(PARENT).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Gives the partition, or the table that is to become one, the triggers that it lacks. Of the partitioned table itself it switches on
   * those that watch.
   */
  public void arm(Connection connection, String partition) throws SQLException {
    List<String> definitions = texts(connection, asking(MISSING).with("partition", partition));
    try (Statement statement = connection.createStatement()) {
      for (String definition : definitions) {
        statement.execute(definition);
      }
    }
  }

  /** Lets nobody write into the partition until the transaction ends; waits for those who do. */
  public void lockWriters(Connection connection, String partition) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table only " + sql.name(partition) + " in share row exclusive mode");
    }
  }

  /** Refuses every change of the partition from now on. Its other triggers stay, for dropping them would lock readers out. */
  public void seal(Connection connection, String partition) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SEAL.formatted(sql.name(partition), sql.name("raw_sealed")));
    }
  }

  private NamedSql asking(String question) {
    return NamedSql.of(sql, question)
        .with("parent", sql.name(table))
        .with("watch", WatchTriggers.of(table));
  }

  private static List<String> texts(Connection connection, NamedSql question) throws SQLException {
    try (PreparedStatement statement = question.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
