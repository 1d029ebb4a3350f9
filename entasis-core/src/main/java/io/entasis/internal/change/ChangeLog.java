package io.entasis.internal.change;

import static io.entasis.schema.generated.Tables.CHANGE_LOG;
import static io.entasis.schema.generated.Tables.OPTION_DATA;
import static io.entasis.schema.generated.Tables.PARTITION_STATE;

import io.entasis.error.DatabaseException;
import io.entasis.internal.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of changes that triggers write. What a reader has not seen yet is told by its snapshot, not by the order of rows: transactions
 * commit in another order than they write. Every call is one statement and leaves nothing in the session, so that a pooler may lend
 * another connection to each.
 */
public final class ChangeLog {

  private static final int MOST_CHANGES = 10_000;

  private final String table;
  private final String head;
  private final String detaching;

  /** In the schema of the tables. */
  public ChangeLog(Sql sql) {
    this.table = sql.name(CHANGE_LOG.getName());
    this.head = "select pg_current_snapshot()::text as snapshot, clock_timestamp() as read_at, "
        + life(sql) + " as life";
    this.detaching = detaching(sql);
  }

  /**
   * The present position, from which changes can be read; a log without a life is given one.
   *
   * @throws DatabaseException while a transaction is prepared that is older than the life: a crash has lost what it noted
   */
  public LogPosition begin(Connection connection) throws SQLException {
    LogPosition position = present(connection);
    checkPrepared(connection);
    return position;
  }

  /** The present position; a log without a life is given one. */
  LogPosition present(Connection connection) throws SQLException {
    Optional<LogPosition> position = position(connection);
    if (position.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into " + table
                + " (xid, kind, key, first_at) values ('0', 0, gen_random_uuid()::text, clock_timestamp())");
      }
      position = position(connection);
    }
    return position.orElseThrow(() -> new SQLException("the change log was emptied meanwhile"));
  }

  /** What was changed since the position; nothing at all when the log has no life any more. */
  public Optional<LogReading> readFrom(LogPosition since, Connection connection)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(reading(since.snapshot()))) {
      rows.next();
      Optional<LogPosition> position = position(rows);
      List<Change> changes = new ArrayList<>();
      do {
        change(rows).ifPresent(changes::add);
      } while (rows.next());
      return position.map(read -> new LogReading(read, changes, changes.size() <= MOST_CHANGES));
    }
  }

  /** Notes, in the transaction of the connection, that any rows of the kind may have changed: for DDL, which fires no trigger. */
  public void noteAll(Connection connection, ChangeKind kind) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into " + table + " (kind, key) values (" + kind.code() + ", '')");
    }
  }

  /**
   * A life of the log: of its table, which is empty after a crash, of the server process, and of the database, which a copy may have
   * replaced. Row 0 was there when the table was made, or was written by who missed it first.
   */
  private String life(Sql sql) {
    return "(select string_agg(key, ' ' order by key) from " + table + " where xid = '0')"
        + " || ' ' || " + sql.literal(table) + "::regclass::oid"
        + " || ' ' || (select oid from pg_database where datname = current_database())"
        + " || ' ' || extract(epoch from pg_postmaster_start_time())";
  }

  private void checkPrepared(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "select exists (select from pg_prepared_xacts where database = current_database()"
                + " and prepared < (select max(first_at) from " + table + " where xid = '0'))")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new DatabaseException(
            "a transaction that was prepared before a crash of the server is still open");
      }
    }
  }

  private String reading(Snapshot since) {
    return "select position.*, changes.* from (" + head + ") position left join (("
        + "select kind, key, min(coalesce(first_at, '-infinity')), max(coalesce(last_at, 'infinity')) from "
        + table + " where " + since.unseen("xid") + " group by kind, key limit "
        + (MOST_CHANGES + 1) + ") union all (" + detaching
        + ")) changes (kind, key, first_at, last_at) on true";
  }

  /** A detach hides rows before it can be noted. Until it is, every reading tells that they may have changed. */
  private static String detaching(Sql sql) {
    return "select distinct case table_name when " + sql.literal(OPTION_DATA.getName()) + " then "
        + ChangeKind.QUOTES.code() + " else " + ChangeKind.TICKS.code()
        + " end, '', timestamptz '-infinity', timestamptz 'infinity' from "
        + sql.name(PARTITION_STATE.getName()) + " where state = 'DETACHING'";
  }

  private Optional<LogPosition> position(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(head)) {
      row.next();
      return position(row);
    }
  }

  private static Optional<LogPosition> position(ResultSet row) throws SQLException {
    Snapshot snapshot = Snapshot.parse(row.getString("snapshot"));
    Instant readAt = instant(row, "read_at");
    return Optional.ofNullable(row.getString("life"))
        .map(life -> new LogPosition(life, snapshot, readAt));
  }

  private static Optional<Change> change(ResultSet row) throws SQLException {
    String key = row.getString("key");
    if (key == null) {
      return Optional.empty();
    }
    Span span = new Span(instant(row, "first_at"), instant(row, "last_at"));
    return ChangeKind.of(row.getInt("kind")).map(kind -> new Change(kind, key, span));
  }

  /** The driver gives the ends of its own calendar for infinity. */
  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    if (time.equals(OffsetDateTime.MIN)) {
      return Instant.MIN;
    }
    return time.equals(OffsetDateTime.MAX) ? Instant.MAX : time.toInstant();
  }
}
