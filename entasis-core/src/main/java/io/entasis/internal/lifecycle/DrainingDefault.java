package io.entasis.internal.lifecycle;

import io.entasis.error.RetryableException;
import io.entasis.internal.partition.PartitionDdl;
import io.entasis.internal.partition.PartitionGuard;
import io.entasis.partition.PartitionKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moves the rows of a default partition into partitions of their own and detaches it. The rows are copied beside the table while
 * everybody goes on; then one transaction copies what has changed meanwhile and exchanges the default partition for the copies, so that at
 * every moment each row shows once. The table of the default partition stays, for it is not ours to drop: empty, but for rows below the
 * raw floor, which belong nowhere any more.
 *
 * <p>In that transaction writers are locked out first and readers last. The other way round, a writer that waits for the default
 * partition would hold the table that we wait for.
 */
record DrainingDefault(Upkeep upkeep) implements StepWork {

  private static final int ROUNDS = 3;

  @Override
  public Ended take(TableForm form, PartitionKey target) {
    Optional<Part> part = upkeep.survey(form).defaultPart();
    if (part.isEmpty()) {
      return Ended.notNeeded("there is no default partition");
    }
    CopiesBeside copies = new CopiesBeside(upkeep.sql(), form, part.get().name());
    clear(copies);
    try {
      return drain(copies);
    } catch (RuntimeException e) {
      clear(copies, e);
      throw e;
    }
  }

  private Ended drain(CopiesBeside copies) {
    Map<Instant, PartitionKey> made = new TreeMap<>();
    String since = arm(copies);
    for (int round = 1; ; round++) {
      copyMissing(copies, made, since);
      Optional<CaughtRows> moved = upkeep.patiently(
          "draining " + copies.from(), connection -> exchange(connection, copies, made, since));
      if (moved.isPresent()) {
        return ended(copies, moved.get());
      }
      if (round == ROUNDS) {
        throw new RetryableException("rows of other times come into " + copies.from()
            + " again and again while it is drained");
      }
    }
  }

  /** Removes copies that are not attached: of rows that are gone, or of a process that died. */
  private void clear(CopiesBeside copies) {
    for (Part loose : upkeep.survey(copies.form()).tied(Part.Tie.LOOSE)) {
      upkeep.patiently("removing copies", connection -> {
        copies.clear(connection, loose.name());
        return true;
      });
    }
  }

  private void clear(CopiesBeside copies, RuntimeException failure) {
    try {
      clear(copies);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** From here on triggers see what changes. Gives the oldest transaction whose changes the copies may miss. */
  private String arm(CopiesBeside copies) {
    return upkeep.patiently("guarding " + copies.from(), connection -> {
      PartitionGuard guard = new PartitionGuard(upkeep.sql(), copies.form().name());
      guard.lockWriters(connection, copies.from());
      guard.arm(connection, copies.from());
      return snapshot(connection);
    });
  }

  private void copyMissing(CopiesBeside copies, Map<Instant, PartitionKey> made, String since) {
    CaughtRows rows = upkeep.patiently("looking at " + copies.from(), connection -> {
      new PartitionDdl(upkeep.sql(), copies.form().name()).lock(connection);
      CaughtRows found = rows(connection, copies, since);
      for (CaughtRows.Count count : found.counts().values()) {
        if (!made.containsKey(count.partition().range().from())) {
          copies.make(connection, count.partition());
        }
      }
      return found;
    });
    for (CaughtRows.Count count : rows.counts().values()) {
      PartitionKey partition = count.partition();
      if (made.putIfAbsent(partition.range().from(), partition) == null) {
        upkeep.patiently("copying into " + partition.name(), connection -> {
          copies.fill(connection, partition);
          return true;
        });
      }
    }
  }

  /** Nothing when rows have come for which there are no copies yet. */
  private Optional<CaughtRows> exchange(
      Connection connection, CopiesBeside copies, Map<Instant, PartitionKey> made, String since)
      throws SQLException {
    TableForm form = copies.form();
    new TableUsers(upkeep).await(connection, form.name());
    new PartitionDdl(upkeep.sql(), form.name()).lock(connection);
    PartitionGuard guard = new PartitionGuard(upkeep.sql(), form.name());
    guard.lockWriters(connection, form.name());
    guard.lockWriters(connection, copies.from());
    CaughtRows rows = rows(connection, copies, since);
    if (!made.keySet().containsAll(rows.counts().keySet())) {
      return Optional.empty();
    }
    for (CaughtRows.Count count : rows.counts().values()) {
      copies.catchUp(connection, count, since);
    }
    exchange(connection, copies, rows);
    return Optional.of(rows);
  }

  private void exchange(Connection connection, CopiesBeside copies, CaughtRows rows)
      throws SQLException {
    String emptied = upkeep.sql().name(copies.from());
    run(
        connection,
        "alter table " + upkeep.sql().name(copies.form().name()) + " detach partition " + emptied
            + "; alter table " + emptied + " disable trigger user");
    if (rows.below() == 0) {
      run(connection, "truncate only " + emptied);
    }
    for (CaughtRows.Count count : rows.counts().values()) {
      copies.attach(connection, count.partition());
      upkeep.records().loaded(connection, count.partition());
      upkeep.changes().rowsCameOrWent(connection, count.partition());
    }
  }

  /** Nobody looks at the detached table any more, so removing rows from it may take its time. */
  private Ended ended(CopiesBeside copies, CaughtRows rows) {
    if (rows.below() > 0) {
      for (CaughtRows.Count count : rows.counts().values()) {
        upkeep.patiently("clearing " + copies.from(), connection -> {
          copies.removeMoved(connection, count.partition());
          return true;
        });
      }
    }
    clear(copies);
    String moved = rows.moved() + " rows moved into "
        + rows.counts().values().stream().map(count -> count.partition().name()).toList() + "; "
        + copies.from() + " is detached and ";
    return Ended.done(
        rows.below() == 0
            ? moved + "empty"
            : moved + "keeps " + rows.below() + " rows that lie below the raw floor");
  }

  private CaughtRows rows(Connection connection, CopiesBeside copies, String since)
      throws SQLException {
    TableSurvey survey = TableSurvey.of(connection, upkeep.records(), copies.form());
    return CaughtRows.of(connection, upkeep.sql(), survey, copies.from(), since);
  }

  private static String snapshot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
