package io.entasis.internal.partition;

import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements that find and make the monthly partitions of one table. */
final class PartitionDdl {

  /** Statement triggers fire for the table that a statement names and are not inherited, so each partition needs its own. */
  private static final String TRIGGERS = "select t.tgname, p.proname,"
      + " case when t.tgtype & 4 > 0 then 'insert' when t.tgtype & 8 > 0 then 'delete' else 'update' end,"
      + " t.tgoldtable, t.tgnewtable"
      + " from pg_trigger t join pg_proc p on p.oid = t.tgfoid"
      + " where t.tgrelid = ?::regclass and not t.tgisinternal and t.tgtype & 1 = 0 order by t.tgname";

  private static final String ATTACHED =
      "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
          + " where i.inhparent = ?::regclass and not i.inhdetachpending";

  private static final Pattern MONTH = Pattern.compile("(.+)_y(\\d{4})m(0[1-9]|1[0-2])");

  private final Sql sql;
  private final String table;

  PartitionDdl(Sql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  /** The name of a month's partition, for example market_data_y2024m01. */
  static String nameOf(String table, YearMonth month) {
    return String.format(
        Locale.ROOT, "%s_y%04dm%02d", table, month.getYear(), month.getMonthValue());
  }

  /** The month that a partition of that name holds, if it is named as ours are. */
  static Optional<YearMonth> monthNamed(String table, String partition) {
    Matcher matcher = MONTH.matcher(partition);
    return matcher.matches() && matcher.group(1).equals(table)
        ? Optional.of(
            YearMonth.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** Names of all attached partitions. */
  List<String> attached(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ATTACHED)) {
      statement.setString(1, sql.name(table));
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }

  /** Lets one transaction at a time make partitions of the table; the others wait until it ends. */
  void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "entasis partitions of " + sql.name(table));
      statement.execute();
    }
  }

  /** Makes the month as a table of its own and attaches it, which locks out nobody. */
  void create(Connection connection, YearMonth month) throws SQLException {
    String partition = sql.name(nameOf(table, month));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table " + partition + " (like " + sql.name(table)
          + " including defaults including constraints including storage)");
      for (String trigger : triggers(connection, partition)) {
        statement.execute(trigger);
      }
      statement.execute("alter table " + sql.name(table) + " attach partition " + partition
          + " for values from (" + bound(month) + ") to (" + bound(month.plusMonths(1)) + ")");
    }
  }

  private List<String> triggers(Connection connection, String partition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
      statement.setString(1, sql.name(table));
      List<String> triggers = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          triggers.add(
              "create trigger " + rows.getString(1) + " after " + rows.getString(3) + " on "
                  + partition + referencing(rows.getString(4), rows.getString(5))
                  + " for each statement execute function " + sql.name(rows.getString(2)) + "()");
        }
      }
      return triggers;
    }
  }

  private static String referencing(@Nullable String before, @Nullable String after) {
    if (before == null && after == null) {
      return "";
    }
    return " referencing" + (before == null ? "" : " old table as " + before)
        + (after == null ? "" : " new table as " + after);
  }

  /** With its offset, so that no session's time zone moves it. */
  private static String bound(YearMonth month) {
    return String.format(
        Locale.ROOT, "'%04d-%02d-01 00:00:00+00'", month.getYear(), month.getMonthValue());
  }
}
