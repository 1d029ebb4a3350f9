package io.entasis.internal.read;

import io.entasis.internal.copy.CopyRows;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows by binary COPY, the fastest way out; the connection can do nothing else meanwhile. */
final class CopyCursor<T> implements RowCursor<T> {

  private final CopyRows rows;
  private final RowShape<T> shape;

  private CopyCursor(CopyRows rows, RowShape<T> shape) {
    this.rows = rows;
    this.shape = shape;
  }

  static <T> CopyCursor<T> open(
      Connection connection, String sql, boolean shared, RowShape<T> shape) throws SQLException {
    return new CopyCursor<>(CopyRows.open(connection, sql, shared), shape);
  }

  @Override
  public @Nullable T next() throws SQLException {
    return rows.next() ? shape.fromCopy(rows) : null;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
