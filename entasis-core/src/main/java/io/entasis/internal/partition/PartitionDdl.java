package io.entasis.internal.partition;

import io.entasis.internal.db.Sql;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements that find and make the monthly partitions of one table. */
public final class PartitionDdl {

  /** Both sides are written in the same session, so its time zone and date style do not matter. */
  private static final String ATTACHED =
      "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid,"
          + " substring(c.relname from '_y(?!0000)(\\d{4})m\\d\\d$') y,"
          + " substring(c.relname from '_y\\d{4}m(0[1-9]|1[0-2])$') m,"
          + " make_timestamp(y::int, m::int, 1, 0, 0, 0) start"
          + " where i.inhparent = ?::regclass and not i.inhdetachpending"
          + " and pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES FROM (%L) TO (%L)',"
          + " start at time zone 'UTC', (start + interval '1 month') at time zone 'UTC')";

  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss+00", Locale.ROOT);

  private static final Pattern MONTH = Pattern.compile("(.+)_y(\\d{4})m(0[1-9]|1[0-2])");

  private final Sql sql;
  private final String table;

  /** Of that table. */
  public PartitionDdl(Sql sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  /** The name of a month's partition, for example market_data_y2024m01. */
  public static String nameOf(String table, YearMonth month) {
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

  /** Names of the attached partitions that are named as ours and hold the month they are named after. */
  List<String> attached(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ATTACHED)) {
      statement.setString(1, sql.name(table));
      return texts(statement);
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

  private static List<String> texts(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** A literal with its offset, so that no session's time zone moves it. */
  public static String bound(Instant instant) {
    return "'" + BOUND.format(instant.atOffset(ZoneOffset.UTC)) + "'";
  }
}
