package io.entasis.internal.bar;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream of what is made while rows are read. The rows are closed at its end, which its limit may reach before theirs, or with it.
 *
 * @param <T> what is made
 */
final class LimitedStream<T> extends Spliterators.AbstractSpliterator<T> {

  private final Iterator<T> made;
  private final Stream<?> rows;
  private long left;

  private LimitedStream(Iterator<T> made, OptionalLong limit, Stream<?> rows) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    this.made = made;
    this.rows = rows;
    this.left = limit.orElse(Long.MAX_VALUE);
  }

  /**
   * A stream.
   *
   * @param made what is made of the rows
   * @param limit the most that is made
   * @param rows the rows
   */
  static <T> Stream<T> of(Iterator<T> made, OptionalLong limit, Stream<?> rows) {
    return StreamSupport.stream(new LimitedStream<>(made, limit, rows), false).onClose(rows::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (left == 0 || !made.hasNext()) {
      rows.close();
      return false;
    }
    left--;
    action.accept(made.next());
    return true;
  }
}
