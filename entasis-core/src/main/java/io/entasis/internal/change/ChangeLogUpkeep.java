package io.entasis.internal.change;

import static io.entasis.schema.generated.Tables.CHANGE_LOG;

import io.entasis.error.EntasisException;
import io.entasis.internal.db.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private static final Snapshot NOTHING = Snapshot.parse("0:0:");

  private final Database database;
  private final Duration kept;
  private final String table;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final AtomicLong due = new AtomicLong(System.nanoTime());
  private Snapshot swept = NOTHING;

  /**
   * Of the log in that database.
   *
   * @param kept how long changes are kept
   */
  public ChangeLogUpkeep(Database database, Duration kept) {
    this.database = database;
    this.kept = kept;
    this.table = database.sql().name(CHANGE_LOG.getName());
  }

  /** Prunes when that was not done for a sixth of the time that changes are kept, or when there was more to prune than it may. */
  public void keepShort() {
    long now = System.nanoTime();
    long was = due.get();
    if (now - was < 0 || !due.compareAndSet(was, now + kept.dividedBy(6).toNanos())) {
      return;
    }
    try {
      if (database.sessions().with(DOING, this::prune)) {
        due.set(now);
      }
    } catch (EntasisException e) {
      LOG.debug("The change log could not be pruned", e);
    }
  }

  /** Whether there is more to prune. */
  private synchronized boolean prune(Connection connection) throws SQLException {
    Mark present = mark(connection);
    if (!present.snapshot().follows(swept)) {
      marks.clear();
      swept = NOTHING;
    }
    Snapshot visible = visibleForLong(present);
    marks.addLast(present);
    if (visible.equals(NOTHING)) {
      return false;
    }
    for (int step = 0; step < STEPS; step++) {
      Step done = delete(connection, visible);
      if (!done.alone()) {
        return false;
      }
      if (done.rows() < ROWS_IN_A_STEP) {
        swept = visible;
        return false;
      }
    }
    marks.addFirst(new Mark(Instant.MIN, visible));
    return true;
  }

  /** What was visible for as long as changes are kept; nothing when that is not known. */
  private Snapshot visibleForLong(Mark present) {
    Snapshot visible = NOTHING;
    Instant before = present.at().minus(kept);
    while (!marks.isEmpty() && !marks.getFirst().at().isAfter(before)) {
      visible = marks.removeFirst().snapshot();
    }
    return visible;
  }

  /** What was swept before is not searched again; transactions from the future are those of a server that was dumped. */
  private Step delete(Connection connection, Snapshot visible) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "with alone as materialized (select pg_try_advisory_xact_lock(hashtextextended("
                + database.sql().literal("entasis change log " + table) + ", 0)) as it_is),"
                + " gone as (delete from " + table
                + " where (select it_is from alone) and ctid = any (array(select ctid from "
                + table + " where xid > '0'::xid8 and " + swept.unseen("xid") + " and ("
                + visible.seen("xid") + " or xid >= pg_snapshot_xmax(pg_current_snapshot()))"
                + " limit " + ROWS_IN_A_STEP + ")) returning 1)"
                + " select it_is, (select count(*) from gone) from alone")) {
      row.next();
      return new Step(row.getBoolean(1), row.getInt(2));
    }
  }

  private static Mark mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_current_snapshot()::text, clock_timestamp()")) {
      row.next();
      return new Mark(
          row.getObject(2, OffsetDateTime.class).toInstant(), Snapshot.parse(row.getString(1)));
    }
  }

  /**
   * What was visible when.
   *
   * @param at the instant, by the server's clock
   * @param snapshot the transactions
   */
  private record Mark(Instant at, Snapshot snapshot) {}

  /**
   * What a step did.
   *
   * @param alone whether no other process prunes
   * @param rows how many changes have gone
   */
  private record Step(boolean alone, int rows) {}
}
