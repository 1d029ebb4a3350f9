package io.entasis.internal.read;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one answer, one after the other.
 *
 * @param <T> the value of a row
 */
interface RowCursor<T> extends AutoCloseable {

  /** The next row, or null after the last one. */
  @Nullable
  T next() throws SQLException;

  /** Ends the answer; the connection is free afterwards. */
  @Override
  void close() throws SQLException;
}
