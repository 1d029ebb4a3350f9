package io.entasis.internal.rollup;

import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import io.entasis.rollup.RefreshReport;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refreshes in batches, each a transaction of its own. */
final class Refresher {

  private static final String DOING = "refreshing rollups";
  private static final int ROWS_A_BATCH = 2_000;
  private static final int ATTEMPTS = 5;

  /** What is committed between two statements has to be seen by the second one. */
  private static final String SETTINGS = "set transaction isolation level read committed";

  /** After everything that can be stored. */
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;

  Refresher(Database database) {
    this.database = database;
  }

  /** Until the ledger was seen to its end. */
  RefreshReport refresh() {
    long startedAt = System.nanoTime();
    int batches = 0;
    long minutes = 0;
    long ignored = 0;
    while (true) {
      Optional<RefreshBatch.Result> result = batch();
      if (result.isPresent()) {
        batches++;
        minutes += result.get().minutes();
        ignored += result.get().ignored();
      }
      if (result.isEmpty() || !result.get().more()) {
        return new RefreshReport(
            result.isEmpty() ? RefreshReport.Outcome.ELSEWHERE : RefreshReport.Outcome.DONE,
            batches,
            minutes,
            ignored,
            Duration.ofNanos(System.nanoTime() - startedAt));
      }
    }
  }

  /** Absent when another process is at it. */
  private Optional<RefreshBatch.Result> batch() {
    for (int attempt = 1; ; attempt++) {
      try {
        return once();
      } catch (RetryableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<RefreshBatch.Result> once() {
    try (Lease lease = database.sessions().lease(DOING, SETTINGS)) {
      if (!RefreshLock.tryTake(lease.connection(), database.sql())) {
        return Optional.empty();
      }
      RefreshBatch.Result result =
          RefreshBatch.in(lease.connection(), database.sql()).run(END_OF_TIME, ROWS_A_BATCH);
      lease.connection().commit();
      return Optional.of(result);
    } catch (SQLException e) {
      throw SqlErrors.translate(DOING, e);
    }
  }
}
