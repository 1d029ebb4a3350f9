package io.entasis.archive;

import io.entasis.error.InvalidInputException;
import io.entasis.internal.archive.parquet.RowFilter;
import io.entasis.market.TimeRange;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.query.Query;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A question about an archived partition: all of it, or some symbols, or a span of time. Answers come in the order in which the rows
 * were archived. Only the parts of the file that may hold wanted rows are read, after the whole file was found to be the one that was
 * archived.
 *
 * <p>An immutable value, as every query is; a stream holds the file until it is read to its end or closed.
 *
 * @param <T> what the answer is made of
 */
public final class ArchivedQuery<T> implements Query<T> {

  private final Source<T> source;
  private final Optional<Set<String>> names;
  private final Optional<TimeRange> span;

  private ArchivedQuery(
      Source<T> source, Optional<Set<String>> names, Optional<TimeRange> span) {
    this.source = source;
    this.names = names;
    this.span = span;
  }

  static <T> ArchivedQuery<T> about(Source<T> source) {
    return new ArchivedQuery<>(source, Optional.empty(), Optional.empty());
  }

  /** The same about these symbols alone; of options, about these underlyings. */
  public ArchivedQuery<T> of(String first, String... more) {
    Set<String> all = new LinkedHashSet<>(List.of(more));
    all.add(first);
    return of(all);
  }

  /**
   * The same about these symbols alone; of options, about these underlyings.
   *
   * @throws InvalidInputException when none is given, or they were given before
   */
  public ArchivedQuery<T> of(Collection<String> symbols) {
    check(!symbols.isEmpty(), "a question needs a symbol");
    check(names.isEmpty(), "the symbols are set already");
    return new ArchivedQuery<>(source, Optional.of(Set.copyOf(symbols)), span);
  }

  /**
   * The same about that span of time alone.
   *
   * @throws InvalidInputException when it was given before
   */
  public ArchivedQuery<T> during(TimeRange range) {
    check(span.isEmpty(), "the span of time is set already");
    return new ArchivedQuery<>(source, names, Optional.of(range));
  }

  @Override
  public List<T> list() {
    try (Stream<T> values = stream()) {
      return values.toList();
    }
  }

  @Override
  public Stream<T> stream() {
    RowForm<T> form = source.form().get();
    RowFilter filter = new RowFilter(form.nameColumn(), names, form.timeColumn(), span);
    return RowStream.of(source.open().apply(filter), form::value);
  }

  @Override
  public void forEach(Consumer<? super T> action) {
    try (Stream<T> values = stream()) {
      values.forEachOrdered(action);
    }
  }

  @Override
  public Optional<T> findFirst() {
    try (Stream<T> values = stream()) {
      return values.findFirst();
    }
  }

  @Override
  public long count() {
    RowForm<T> form = source.form().get();
    RowFilter filter = new RowFilter(form.nameColumn(), names, form.timeColumn(), span);
    try (PartitionRows rows = source.open().apply(filter)) {
      RowBuffer row = new RowBuffer(rows.layout());
      long count = 0;
      while (rows.next(row)) {
        count++;
      }
      return count;
    }
  }

  private static void check(boolean good, String message) {
    if (!good) {
      throw new InvalidInputException(message);
    }
  }

  /**
   * Where answers come from.
   *
   * @param form makes the form of rows, which is not shared between answers
   * @param open opens the wanted rows
   */
  record Source<T>(Supplier<RowForm<T>> form, Function<RowFilter, PartitionRows> open) {}
}
