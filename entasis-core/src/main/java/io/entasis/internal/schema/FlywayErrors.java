package io.entasis.internal.schema;

import io.entasis.error.DatabaseException;
import io.entasis.error.EntasisException;
import io.entasis.internal.db.SqlErrors;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** Turns Flyway's failures into ours; what the server said is their cause. */
final class FlywayErrors {

  private FlywayErrors() {}

  static EntasisException translate(String doing, FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return SqlErrors.translate(doing, sql);
      }
    }
    return new DatabaseException(doing + " failed: " + failure.getMessage(), failure);
  }

  /**
   * Whether another process has made the history a moment ago and not written its first row yet. Flyway makes it in two steps without a lock,
   * and tells this failure from others by its message alone.
   */
  static boolean isOvertakenBaseline(FlywayException failure) {
    return String.valueOf(failure.getMessage()).contains("Unable to baseline schema history table");
  }
}
