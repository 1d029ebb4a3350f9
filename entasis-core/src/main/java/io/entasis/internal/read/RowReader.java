package io.entasis.internal.read;

import io.entasis.internal.copy.CopyRows;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.Sessions;
import io.entasis.internal.db.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  public List<T> list(ReadStatement statement) {
    return sessions.with(doing, statement.settings(), connection -> {
      List<T> list = new ArrayList<>();
      try (RowCursor<T> rows = whole(connection, statement)) {
        for (T row = rows.next(); row != null; row = rows.next()) {
          list.add(row);
        }
      }
      return list;
    });
  }

  /** The rows as they arrive; closing the stream frees its connection. */
  public Stream<T> stream(ReadStatement statement) {
    Lease lease = sessions.lease(doing, statement.withoutTimeLimit().settings());
    try {
      return RowStream.of(lease, bitByBit(lease.connection(), statement), doing);
    } catch (SQLException e) {
      lease.close();
      throw SqlErrors.translate(doing, e);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Hands each row on as it arrives. */
  public void forEach(ReadStatement statement, Consumer<? super T> action) {
    try (Stream<T> rows = stream(statement)) {
      rows.forEachOrdered(action);
    }
  }

  private RowCursor<T> whole(Connection connection, ReadStatement statement) throws SQLException {
    return CopyRows.isPossible(connection)
        ? CopyCursor.open(connection, statement.sql(), sessions.transactional(), shapes.get())
        : ResultSetCursor.open(connection, statement.sql(), shapes.get());
  }

  private RowCursor<T> bitByBit(Connection connection, ReadStatement statement)
      throws SQLException {
    return sessions.transactional()
        ? ResultSetCursor.open(connection, statement.sql(), shapes.get())
        : whole(connection, statement);
  }
}
