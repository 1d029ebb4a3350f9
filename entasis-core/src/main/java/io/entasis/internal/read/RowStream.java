package io.entasis.internal.read;

import io.entasis.error.ClosedException;
import io.entasis.internal.db.Lease;
import io.entasis.internal.db.SqlErrors;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A lazy stream over a cursor, which is closed at its end or with the stream. */
final class RowStream<T> extends Spliterators.AbstractSpliterator<T> {

  private final Lease lease;
  private final RowCursor<T> rows;
  private final String doing;
  private boolean done;
  private boolean closed;

  private RowStream(Lease lease, RowCursor<T> rows, String doing) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.lease = lease;
    this.rows = rows;
    this.doing = doing;
  }

  static <T> Stream<T> of(Lease lease, RowCursor<T> rows, String doing) {
    RowStream<T> source = new RowStream<>(lease, rows, doing);
    return StreamSupport.stream(source, false).onClose(source::closeEarly);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (closed) {
      throw new ClosedException("this stream is closed");
    }
    if (done) {
      return false;
    }
    T row = next();
    if (row == null) {
      close();
      return false;
    }
    action.accept(row);
    return true;
  }

  private @Nullable T next() {
    try {
      lease.checkOpen();
      return rows.next();
    } catch (SQLException e) {
      throw closedAfter(SqlErrors.translate(doing, e));
    } catch (RuntimeException e) {
      throw closedAfter(e);
    }
  }

  private RuntimeException closedAfter(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void closeEarly() {
    closed = true;
    close();
  }

  private void close() {
    if (done) {
      return;
    }
    done = true;
    try (lease) {
      rows.close();
    } catch (SQLException e) {
      throw SqlErrors.translate(doing, e);
    }
  }
}
