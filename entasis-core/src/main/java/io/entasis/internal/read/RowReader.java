package io.entasis.internal.read;

import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Runs a query and turns its rows into values.
 *
 * <p>An answer that is read in one go comes by COPY. One that is read bit by bit does so too on a connection of its own; inside
 * a transaction it comes by a cursor, since the transaction's other calls share the connection.
 *
 * @param <T> the value of a row
 */
public final class RowReader<T> {

  private final Sessions sessions;
  private final String doing;
  private final Supplier<? extends RowShape<T>> shapes;

  /**
   * A reader over the sessions.
   *
   * @param doing what it does, for messages, for example "reading ticks"
   * @param shapes makes the shape for one answer
   */
  public RowReader(Sessions sessions, String doing, Supplier<? extends RowShape<T>> shapes) {
    this.sessions = sessions;
    this.doing = doing;
    this.shapes = shapes;
  }

  /** All rows. */
  public List<T> list(String sql) {
    return sessions.with(doing, connection -> {
      List<T> list = new ArrayList<>();
      try (RowCursor<T> rows = whole(connection, sql)) {
        for (T row = rows.next(); row != null; row = rows.next()) {
          list.add(row);
        }
      }
      return list;
    });
  }

  /** The rows as they arrive; closing the stream frees its connection. */
  public Stream<T> stream(String sql) {
    Lease lease = sessions.lease(doing);
    try {
      return RowStream.of(lease, bitByBit(lease.connection(), sql), doing);
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(doing, e);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Hands each row on as it arrives. */
  public void forEach(String sql, Consumer<? super T> action) {
    try (Stream<T> rows = stream(sql)) {
      rows.forEachOrdered(action);
    }
  }

  private RowCursor<T> whole(Connection connection, String sql) throws SQLException {
    RowShape<T> shape = shapes.get();
    return canCopy(connection)
        ? CopyCursor.open(connection, sql, shape)
        : ResultSetCursor.open(connection, sql, shape);
  }

  private RowCursor<T> bitByBit(Connection connection, String sql) throws SQLException {
    RowShape<T> shape = shapes.get();
    if (sessions.transactional()) {
      return ResultSetCursor.open(connection, sql, shape);
    }
    liftTimeLimit(connection);
    return whole(connection, sql);
  }

  /** How long a stream takes is up to who reads it. */
  private static void liftTimeLimit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = 0");
    }
  }

  private static boolean canCopy(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }
}
