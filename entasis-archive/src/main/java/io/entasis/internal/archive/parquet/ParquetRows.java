package io.entasis.internal.archive.parquet;

import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/** The rows of a file, or the wanted ones, in the order of the file; one page of each column is in memory. Not thread-safe. */
public final class ParquetRows {

  private final ParquetFile file;
  private final GroupSelection selection;
  private final RowFilter.RowTest test;
  private final Iterator<BlockMetaData> groups;
  private List<ColumnValues> columns = List.of();
  private long left;

  private ParquetRows(ParquetFile file, Optional<RowFilter> filter) {
    this.file = file;
    this.selection = new GroupSelection(file, filter);
    this.test = filter.map(wanted -> wanted.test(file.layout())).orElse(row -> true);
    this.groups = file.rowGroups().iterator();
  }

  /** All rows. */
  public static ParquetRows all(ParquetFile file) {
    return new ParquetRows(file, Optional.empty());
  }

  /** The rows that the filter wants. */
  public static ParquetRows wanted(ParquetFile file, RowFilter filter) {
    return new ParquetRows(file, Optional.of(filter));
  }

  /** Fills the buffer with the next row; false, with an empty buffer, when there is none. */
  public boolean next(RowBuffer row) throws IOException {
    try {
      while (fill(row)) {
        if (test.isWanted(row)) {
          return true;
        }
      }
      return false;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private static IOException broken(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException unreadable) {
        return unreadable;
      }
    }
    return new IOException("its pages are broken", failure);
  }

  private boolean fill(RowBuffer row) {
    row.clear();
    while (left == 0) {
      if (!groups.hasNext()) {
        return false;
      }
      open(groups.next());
    }
    for (ColumnValues column : columns) {
      column.next(row);
    }
    left--;
    return true;
  }

  private void open(BlockMetaData group) {
    RowRanges ranges = selection.of(group);
    left = ranges.rowCount();
    if (left > 0) {
      MessageType schema = file.schema();
      ColumnReadStoreImpl store = new ColumnReadStoreImpl(
          new RowGroupPages(file, group, ranges), new NoConverter(), schema, file.createdBy());
      RowLayout layout = file.layout();
      columns = IntStream.range(0, layout.size())
          .mapToObj(number -> ColumnValues.of(
              number,
              layout.column(number),
              store.getColumnReader(schema.getColumns().get(number))))
          .toList();
    }
  }
}
