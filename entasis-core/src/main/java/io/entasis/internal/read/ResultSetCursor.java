package io.entasis.internal.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows by a cursor, for connections that COPY cannot have to itself or whose driver is hidden. */
final class ResultSetCursor<T> implements RowCursor<T> {

  private static final int FETCH_SIZE = 1_000;

  private final Statement statement;
  private final ResultSet rows;
  private final RowShape<T> shape;

  private ResultSetCursor(Statement statement, ResultSet rows, RowShape<T> shape) {
    this.statement = statement;
    this.rows = rows;
    this.shape = shape;
  }

  static <T> ResultSetCursor<T> open(Connection connection, String sql, RowShape<T> shape)
      throws SQLException {
    Statement statement = connection.createStatement();
    try {
      statement.setFetchSize(FETCH_SIZE);
      return new ResultSetCursor<>(statement, statement.executeQuery(sql), shape);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  @Override
  public @Nullable T next() throws SQLException {
    return rows.next() ? shape.fromResultSet(rows) : null;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
