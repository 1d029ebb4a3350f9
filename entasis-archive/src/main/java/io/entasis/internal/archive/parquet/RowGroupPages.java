package io.entasis.internal.archive.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** The wanted rows of one row group, as the pages that hold them. */
final class RowGroupPages implements PageReadStore {

  private final ParquetFile file;
  private final BlockMetaData group;
  private final RowRanges wanted;

  RowGroupPages(ParquetFile file, BlockMetaData group, RowRanges wanted) {
    this.file = file;
    this.group = group;
    this.wanted = wanted;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    try {
      return new ChunkPages(file, chunk(ColumnPath.get(column.getPath())), rows(), wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long getRowCount() {
    return wanted.rowCount();
  }

  @Override
  public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
    return wanted.rowCount() == rows() ? Optional.empty() : Optional.of(wanted.iterator());
  }

  private long rows() {
    return group.getRowCount();
  }

  private ColumnChunkMetaData chunk(ColumnPath path) throws IOException {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().equals(path)) {
        return chunk;
      }
    }
    throw new IOException("a row group lacks a column");
  }
}
