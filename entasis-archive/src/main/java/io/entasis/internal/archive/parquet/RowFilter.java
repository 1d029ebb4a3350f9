package io.entasis.internal.archive.parquet;

import static java.util.stream.Collectors.toCollection;

import io.entasis.market.Micros;
import io.entasis.market.TimeRange;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.LongColumn;
import org.apache.parquet.io.api.Binary;

/**
 * Which rows are wanted.
 *
 * @param nameColumn the column of names
 * @param names the names that are wanted, or nothing for all
 * @param timeColumn the column of instants
 * @param span the instants that are wanted, or nothing for all
 */
public record RowFilter(
    String nameColumn, Optional<Set<String>> names, String timeColumn, Optional<TimeRange> span) {

  /** Copies the names. */
  public RowFilter {
    names = names.map(Set::copyOf);
  }

  /** The same as Parquet puts it, or nothing when all rows are wanted. */
  Optional<FilterPredicate> predicate() {
    return Stream.concat(
            names.map(this::isNamed).stream(), span.map(this::isWithin).stream())
        .reduce(FilterApi::and);
  }

  /** Looks at rows one by one. */
  RowTest test(RowLayout layout) {
    List<byte[]> texts = names.orElse(Set.of()).stream()
        .map(name -> name.getBytes(StandardCharsets.UTF_8))
        .toList();
    int nameAt = layout.indexOf(nameColumn);
    int timeAt = layout.indexOf(timeColumn);
    long from = span.map(range -> Micros.of(range.from())).orElse(Long.MIN_VALUE);
    long last = span.map(range -> Micros.of(range.to()) - 1).orElse(Long.MAX_VALUE);
    return row -> row.microsAt(timeAt) >= from
        && row.microsAt(timeAt) <= last
        && (names.isEmpty() || texts.stream().anyMatch(text -> row.isText(nameAt, text)));
  }

  private FilterPredicate isNamed(Set<String> wanted) {
    // Parquet asks the set for null, which an unmodifiable one refuses.
    return FilterApi.in(
        FilterApi.binaryColumn(nameColumn),
        wanted.stream().map(Binary::fromString).collect(toCollection(HashSet::new)));
  }

  private FilterPredicate isWithin(TimeRange range) {
    LongColumn time = FilterApi.longColumn(timeColumn);
    return FilterApi.and(
        FilterApi.gtEq(time, Micros.of(range.from())), FilterApi.lt(time, Micros.of(range.to())));
  }

  /** Looks at a row. */
  @FunctionalInterface
  interface RowTest {

    /** Whether the row is wanted. */
    boolean isWanted(RowBuffer row);
  }
}
