package io.entasis.internal.change;

import static io.entasis.schema.generated.Tables.CHANGE_LOG;

import io.entasis.error.EntasisException;
import io.entasis.internal.db.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the change log short. A change goes when it was visible to everybody for longer than the log is kept, whenever its row was
 * written: a long transaction's row is old when it appears. One process at a time, in small steps. Safe for use by several threads.
 */
public final class ChangeLogUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeLogUpkeep.class);
  private static final String DOING = "pruning the change log";
  private static final int ROWS_IN_A_STEP = 2_000;
  private static final int STEPS = 10;

  private final Database database;
  private final Duration kept;
  private final ChangeLog log;
  private final String table;
  private final String alone;
  private final AtomicLong due = new AtomicLong(System.nanoTime());

  /**
   * Of the log in that database.
   *
   * @param kept how long changes are kept
   */
  public ChangeLogUpkeep(Database database, Duration kept) {
    this.database = database;
    this.kept = kept;
    this.log = new ChangeLog(database.sql());
    this.table = database.sql().name(CHANGE_LOG.getName());
    this.alone = "with alone as materialized (select pg_try_advisory_xact_lock(hashtextextended("
        + database.sql().literal("entasis change log " + table) + ", 0)) as it_is), ";
  }

  /** Prunes when that was not done for a sixth of the time that changes are kept, or when there was more to prune than it may. */
  public void keepShort() {
    keepShort(STEPS);
  }

  /** The same, and so little at a time that somebody may wait for it. */
  public void keepShortInPassing() {
    keepShort(1);
  }

  private void keepShort(int steps) {
    long now = System.nanoTime();
    long was = due.get();
    if (now - was < 0 || !due.compareAndSet(was, now + kept.dividedBy(6).toNanos())) {
      return;
    }
    try {
      if (database.sessions().with(DOING, connection -> prune(connection, steps))) {
        due.set(now);
      }
    } catch (EntasisException e) {
      LOG.debug("The change log could not be pruned", e);
    }
  }

  /** Whether there is more to prune. What was visible at the last mark goes when that is long enough ago, and a new mark is made. */
  private boolean prune(Connection connection, int steps) throws SQLException {
    Optional<Mark> last = mark(connection);
    LogPosition present = log.present(connection);
    Optional<Mark> mark = last.filter(found -> found.precedes(present));
    if (mark.isEmpty()) {
      place(connection, new Mark(present, Snapshot.NOTHING));
    }
    return mark.isPresent()
        && mark.get().isOlderThan(kept, present)
        && sweep(connection, mark.get(), present, steps);
  }

  private boolean sweep(Connection connection, Mark mark, LogPosition present, int steps)
      throws SQLException {
    for (int step = 0; step < steps; step++) {
      Step done = delete(connection, mark);
      if (!done.alone()) {
        return false;
      }
      if (done.rows() < ROWS_IN_A_STEP) {
        place(connection, new Mark(present, mark.position().snapshot()));
        return false;
      }
    }
    return true;
  }

  /** What was swept before is not searched again; transactions from the future are those of a server that was dumped. */
  private Step delete(Connection connection, Mark mark) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(alone + "gone as (delete from " + table
            + " where (select it_is from alone) and ctid = any (array(select ctid from "
            + table + " where xid > '1'::xid8 and " + mark.swept().unseen("xid") + " and ("
            + mark.position().snapshot().seen("xid")
            + " or xid >= pg_snapshot_xmax(pg_current_snapshot()))"
            + " limit " + ROWS_IN_A_STEP + ")) returning 1)"
            + " select it_is, (select count(*) from gone) from alone")) {
      row.next();
      return new Step(row.getBoolean(1), row.getInt(2));
    }
  }

  /** The oldest, if processes that met have left several. */
  private Optional<Mark> mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select key, first_at from " + table
            + " where xid = '1' and first_at is not null order by first_at limit 1")) {
      return row.next()
          ? Mark.parse(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant())
          : Optional.empty();
    }
  }

  private void place(Connection connection, Mark mark) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(alone + "gone as (delete from " + table
            + " where xid = '1' and (select it_is from alone)) insert into " + table
            + " (xid, kind, key, first_at) select '1', 0, ?, ? from alone where it_is")) {
      statement.setString(1, mark.text());
      statement.setObject(2, mark.position().readAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /**
   * What a step did.
   *
   * @param alone whether no other process prunes
   * @param rows how many changes have gone
   */
  private record Step(boolean alone, int rows) {}
}
