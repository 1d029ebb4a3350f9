package io.entasis.internal.rollup;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.PatientLease;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.SqlErrors;
import io.entasis.rollup.RefreshReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Refreshes in batches, each a transaction of its own. */
final class Refresher {

  private static final String DOING = "refreshing rollups";
  private static final int ROWS_A_BATCH = 2_000;
  private static final int ATTEMPTS = 5;

  /** What is committed between two statements has to be seen by the second one. */
  private static final String SETTINGS =
      "set transaction isolation level read committed; set local statement_timeout = '10min'";

  private static final String WAITING = SETTINGS + "; set local lock_timeout = '5min'";

  private final Database database;

  Refresher(Database database) {
    this.database = database;
  }

  /** Until everything is done that was committed before; not at all while somebody else changes kept bars. */
  RefreshReport refresh() {
    return refresh(() -> true);
  }

  /**
   * As {@link #refresh()}.
   *
   * @param wanted asked before each further batch, of which there is none when it says no
   */
  RefreshReport refresh(BooleanSupplier wanted) {
    return run(SETTINGS, RefreshLock::tryTake, wanted);
  }

  /** As {@link #refresh()}, but waits while somebody else changes kept bars. */
  RefreshReport refreshInTurn() {
    return run(WAITING, RefreshLock::taken, () -> true);
  }

  private RefreshReport run(String settings, Locking locking, BooleanSupplier wanted) {
    Progress progress = new Progress();
    do {
      Optional<RefreshBatch.Result> result = batch(settings, locking, progress);
      if (result.isEmpty()) {
        return progress.report(RefreshReport.Outcome.ELSEWHERE);
      }
      progress.add(result.get());
    } while (progress.more && wanted.getAsBoolean());
    return progress.report(RefreshReport.Outcome.DONE);
  }

  /** Absent when another process is at it. */
  private Optional<RefreshBatch.Result> batch(String settings, Locking locking, Progress progress) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(settings, locking, progress);
      } catch (RetryableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<RefreshBatch.Result> once(String settings, Locking locking, Progress progress) {
    try (Lease lease = PatientLease.of(database.sessions(), DOING, settings)) {
      Connection connection = lease.connection();
      Instant called = progress.calledAt(connection);
      if (!locking.take(connection, database.sql())) {
        return Optional.empty();
      }
      RefreshBatch.Result result = RefreshBatch.in(connection, database.sql())
          .run(RefreshSql.END_OF_TIME, called, ROWS_A_BATCH);
      connection.commit();
      return Optional.of(result);
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }

  /** Takes the lock, or says no. */
  private interface Locking {

    boolean take(Connection connection, Sql sql) throws SQLException;
  }

  /** What was done so far. */
  private static final class Progress {

    private final long startedAt = System.nanoTime();
    private Optional<Instant> called = Optional.empty();
    private int batches;
    private long minutes;
    private long ignored;
    private boolean more;

    /** By the server's clock, which stamps the changes too: transactions that begin later need not be waited for. */
    Instant calledAt(Connection connection) throws SQLException {
      if (called.isEmpty()) {
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select now()")) {
          row.next();
          called = Optional.of(row.getObject(1, OffsetDateTime.class).toInstant());
        }
      }
      return called.get();
    }

    void add(RefreshBatch.Result result) {
      batches++;
      minutes += result.minutes();
      ignored += result.ignored();
      more = result.more();
    }

    RefreshReport report(RefreshReport.Outcome outcome) {
      return new RefreshReport(
          outcome, batches, minutes, ignored, Duration.ofNanos(System.nanoTime() - startedAt));
    }
  }
}
