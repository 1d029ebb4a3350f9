package io.entasis.internal.archive.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.statisticslevel.StatisticsFilter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.filter2.columnindex.ColumnIndexFilter;
import org.apache.parquet.internal.filter2.columnindex.ColumnIndexStore;
import org.jspecify.annotations.Nullable;

/** Tells from statistics alone which rows of a row group may be wanted. */
final class GroupSelection {

  private final ParquetFile file;
  private final Optional<FilterPredicate> predicate;

  GroupSelection(ParquetFile file, Optional<RowFilter> filter) {
    this.file = file;
    this.predicate = filter.flatMap(RowFilter::predicate);
  }

  /** Ranges that hold every wanted row of the group, and some that are not; empty when there is none. */
  RowRanges of(BlockMetaData group) {
    if (predicate.isEmpty()) {
      return RowRanges.createSingle(group.getRowCount());
    }
    FilterPredicate condition = predicate.get();
    if (StatisticsFilter.canDrop(condition, group.getColumns())) {
      return RowRanges.builder().build();
    }
    Map<ColumnPath, ColumnChunkMetaData> chunks = group.getColumns().stream()
        .collect(Collectors.toMap(ColumnChunkMetaData::getPath, Function.identity()));
    return ColumnIndexFilter.calculateRowRanges(
        FilterCompat.get(condition), new Indexes(chunks), chunks.keySet(), group.getRowCount());
  }

  private final class Indexes implements ColumnIndexStore {

    private final Map<ColumnPath, ColumnChunkMetaData> chunks;

    Indexes(Map<ColumnPath, ColumnChunkMetaData> chunks) {
      this.chunks = chunks;
    }

    @Override
    public @Nullable ColumnIndex getColumnIndex(ColumnPath column) {
      try {
        return file.columnIndex(chunks.get(column));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public OffsetIndex getOffsetIndex(ColumnPath column) {
      try {
        return file.offsetIndex(chunks.get(column));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
