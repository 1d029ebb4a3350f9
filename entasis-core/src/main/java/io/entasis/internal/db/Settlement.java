package io.entasis.internal.db;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.EntasisException;
import io.entasis.error.NotSettledException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Finds out whether what was written by an instant can change no more. A row counts as written at the start of its transaction, so
 * every transaction that began by then has to have ended. The question is a statement of its own, before those whose answers rest on
 * it.
 */
public final class Settlement {

  private static final String DOING = "finding out what is settled";
  private static final long PAUSE_MILLIS = 50;

  /** A transaction shows its start a moment after it began. */
  private static final Duration PUBLISHED_AFTER = Duration.ofSeconds(1);

  /** Of a session that it may not look into, the server hides the kind too. */
  private static final String QUESTION = "select pg_is_in_recovery(),"
      + " exists (select from pg_prepared_xacts where database = current_database()),"
      + " exists (select from others where query = '<insufficient privilege>'),"
      + " exists (select from others where state = 'disabled'),"
      + " (select min(xact_start) from others), clock_timestamp()";

  private static final String OTHERS =
      "with others as materialized (select xact_start, query, state from pg_stat_activity"
          + " where datname = current_database() and pid <> pg_backend_pid()"
          + " and backend_type is distinct from 'autovacuum worker' and backend_type is distinct from 'walsender') ";

  private final Sessions sessions;

  /** Over the sessions. */
  public Settlement(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Returns when the instant is settled.
   *
   * @param patience how long to wait for it
   * @throws NotSettledException when it is not settled by then
   * @throws AccessDeniedException when the role is not allowed to find out
   */
  public void await(Instant instant, Duration patience) {
    long start = System.nanoTime();
    Optional<EntasisException> doubt = ask(instant);
    while (doubt.isPresent() && doubt.get() instanceof NotSettledException unsettled) {
      if (Duration.ofNanos(System.nanoTime() - start).compareTo(patience) >= 0) {
        throw unsettled;
      }
      pause(unsettled);
      doubt = ask(instant);
    }
    if (doubt.isPresent()) {
      throw doubt.get();
    }
  }

  private Optional<EntasisException> ask(Instant instant) {
    return sessions.with(DOING, connection -> doubt(connection, instant));
  }

  private static Optional<EntasisException> doubt(Connection connection, Instant instant)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OTHERS + QUESTION)) {
      row.next();
      if (row.getBoolean(1)) {
        return Optional.of(new NotSettledException(
            "a standby does not know which transactions are open; ask the primary", instant));
      }
      if (row.getBoolean(2)) {
        return Optional.of(new NotSettledException(
            "prepared transactions of this database have an unknown start; end them first",
            instant));
      }
      if (row.getBoolean(3)) {
        return Optional.of(
            new AccessDeniedException(
                DOING
                    + " failed: the role may not see when other transactions began; grant it pg_read_all_stats"));
      }
      if (row.getBoolean(4)) {
        return Optional.of(new NotSettledException(
            "sessions of this database do not show their transactions; set track_activities to on for them or end them",
            instant));
      }
      return tooEarly(
          instant,
          Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant),
          row.getObject(6, OffsetDateTime.class).toInstant());
    }
  }

  private static Optional<EntasisException> tooEarly(
      Instant instant, Optional<Instant> oldest, Instant now) {
    if (!instant.isBefore(now.minus(PUBLISHED_AFTER))) {
      return Optional.of(new NotSettledException(
          "what was known at " + instant + " is settled a second later at the earliest; it is "
              + now,
          instant));
    }
    return oldest
        .filter(start -> !instant.isBefore(start))
        .map(start -> new NotSettledException(
            "what was known at " + instant + " is not settled: a transaction that began at " + start
                + " is still open",
            instant));
  }

  private static void pause(NotSettledException unsettled) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unsettled;
    }
  }
}
