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
}
