package io.entasis.internal.db;

import io.entasis.error.AccessDeniedException;
import io.entasis.error.DatabaseException;
import io.entasis.error.DatabaseUnavailableException;
import io.entasis.error.DeadlineExceededException;
import io.entasis.error.EntasisException;
import io.entasis.error.InvalidConfigurationException;
import io.entasis.error.InvalidInputException;
import io.entasis.error.RetryableException;
import io.entasis.error.SchemaException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;

/** The one place that turns SQLStates into exceptions named by what the caller may do next. */
public final class SqlErrors {

  private static final Set<String> CONNECTION_LOST = Set.of("57P01", "57P02", "57P03", "53300");
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "25P03", "25P04", "25006");
  /** Classes of SQLStates whose messages hold no contents of rows. */
  private static final Set<String> TOLD = Set.of("0A", "42", "53", "54", "55", "57", "58");

  private static final Set<String> MISSING_OBJECT = Set.of("42P01", "42703", "3F000");

  private SqlErrors() {}

  /** The exception for a failure; {@code doing} tells what failed, for example "reading ticks". */
  public static EntasisException translate(String doing, SQLException failure) {
    SQLException e = decisive(failure);
    String state = state(e);
    if (isConnectionLoss(e)) {
      return new DatabaseUnavailableException(
          doing + " failed: no connection to the database" + named(state), failure);
    }
    if (state.startsWith("28") || state.equals("42501")) {
      return new AccessDeniedException(
          doing + " failed: access was denied" + named(state), failure);
    }
    if (PASSING.contains(state)) {
      return new RetryableException(doing + " failed for a passing reason" + named(state), failure);
    }
    if (state.equals("57014")) {
      return new DeadlineExceededException(
          doing + " took too long and was cancelled" + named(state), failure);
    }
    if (state.equals("3D000")) {
      return new InvalidConfigurationException(
          List.of("the database that the URL names does not exist"), failure);
    }
    if (MISSING_OBJECT.contains(state)) {
      return new SchemaException(
          SchemaException.Problem.MISSING,
          doing + " failed: tables of Entasis are missing; migrate the schema first" + named(state),
          failure);
    }
    if (state.startsWith("22") || state.startsWith("23")) {
      return new InvalidInputException(
          doing + " failed: the database refused a value" + named(state), failure);
    }
    return new DatabaseException(doing + " failed" + told(e, state) + named(state), failure);
  }

  /** Whether the connection is gone, so that nothing more can be learned over it. */
  public static boolean isConnectionLoss(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || state(e).startsWith("08")
        || CONNECTION_LOST.contains(state(e));
  }

  /** The SQLState, empty when there is none. */
  public static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** A pool reports a refused login as a time-out; what the server said is deeper. */
  private static SQLException decisive(SQLException failure) {
    SQLException decisive = failure;
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && !state(sql).isEmpty()) {
        decisive = sql;
      }
    }
    return decisive;
  }

  /** What the server says of statements, features and resources; of rows it would repeat what they hold. */
  private static String told(SQLException e, String state) {
    return state.length() == 5 && TOLD.contains(state.substring(0, 2)) ? ": " + e.getMessage() : "";
  }

  private static String named(String state) {
    return state.isEmpty() ? "" : " (SQLState " + state + ")";
  }
}
