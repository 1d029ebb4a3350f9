package io.entasis.archive;

import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows as a lazy stream of values; closed at their end, or with the stream. */
final class RowStream {

  private RowStream() {}

  static <T> Stream<T> of(PartitionRows rows, Function<RowBuffer, T> form) {
    return StreamSupport.stream(new Values<>(rows, form), false).onClose(rows::close);
  }

  private static final class Values<T> extends AbstractSpliterator<T> {

    private final PartitionRows rows;
    private final Function<RowBuffer, T> form;
    private final RowBuffer row;
    private boolean ended;

    Values(PartitionRows rows, Function<RowBuffer, T> form) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
      this.rows = rows;
      this.form = form;
      this.row = new RowBuffer(rows.layout());
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      if (ended) {
        return false;
      }
      if (!rows.next(row)) {
        ended = true;
        rows.close();
        return false;
      }
      action.accept(form.apply(row));
      return true;
    }
  }
}
