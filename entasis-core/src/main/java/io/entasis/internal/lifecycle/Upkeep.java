package io.entasis.internal.lifecycle;

import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.RetryableException;
import io.entasis.internal.db.Database;
import io.entasis.internal.db.Sql;
import io.entasis.internal.db.SqlWork;
import io.entasis.internal.partition.PartitionChanges;
import io.entasis.internal.partition.PartitionRecords;
import io.entasis.partition.MaintenanceListener;
import io.entasis.partition.MaintenancePolicy;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What every step works with.
 *
 * @param database the database
 * @param session the connection of this run
 * @param policy what was asked for
 * @param listener follows the run
 * @param changes is told of rows that come and go with partitions
 */
record Upkeep(
    Database database,
    MaintenanceSession session,
    MaintenancePolicy policy,
    MaintenanceListener listener,
    PartitionChanges changes) {

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  Sql sql() {
    return database.sql();
  }

  Clock clock() {
    return database.clock();
  }

  PartitionRecords records() {
    return new PartitionRecords(database.sql(), database.clock());
  }

  TableSurvey survey(TableForm form) {
    return session.outside(
        "looking at partitions", connection -> TableSurvey.of(connection, records(), form));
  }

  /** In a transaction of its own, tried again when a lock was not free in time. */
  <R> R patiently(String doing, SqlWork<R> work) {
    return patiently(() -> session.inTransaction(doing, work));
  }

  /** Tried again when a lock was not free in time. */
  <R> R patiently(Attempt<R> attempt) {
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (DatabaseUnavailableException e) {
        throw e;
      } catch (RetryableException e) {
        if (Thread.currentThread().isInterrupted() || number >= policy.attempts()) {
          throw e;
        }
        pause(number, e);
      }
    }
  }

  /** Longer each time, and by chance, so that those who met do not meet again. */
  static void pause(int number, RuntimeException failure) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(number, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /** Waits; an interrupt ends the wait with a failure. */
  static void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableException("maintenance was interrupted", e);
    }
  }

  /**
   * One try.
   *
   * @param <R> what it gives
   */
  interface Attempt<R> {

    /** Makes it. */
    R run();
  }
}
