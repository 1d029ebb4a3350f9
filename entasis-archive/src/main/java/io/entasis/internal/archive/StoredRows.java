package io.entasis.internal.archive;

import io.entasis.error.ClosedException;
import io.entasis.error.InvalidInputException;
import io.entasis.internal.archive.parquet.ParquetFile;
import io.entasis.internal.archive.parquet.ParquetRows;
import io.entasis.internal.archive.parquet.RowFilter;
import io.entasis.internal.archive.store.FileErrors;
import io.entasis.partition.ArchiveEntry;
import io.entasis.partition.PartitionRows;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The rows of an archived file; the file goes with them when it was fetched. Not thread-safe. */
final class StoredRows implements PartitionRows {

  private final String name;
  private final WorkFolder.Desk desk;
  private final ParquetFile file;
  private final ParquetRows rows;
  private boolean closed;

  private StoredRows(
      String name, WorkFolder.Desk desk, ParquetFile file, Optional<RowFilter> filter) {
    this.name = name;
    this.desk = desk;
    this.file = file;
    this.rows = filter
        .map(wanted -> ParquetRows.wanted(file, wanted))
        .orElseGet(() -> ParquetRows.all(file));
  }

  /** Takes over the desk, on which the file may lie. */
  static StoredRows open(
      ArchiveEntry entry, Path path, WorkFolder.Desk desk, Optional<RowFilter> filter) {
    String name = entry.file().location().toString();
    try {
      return new StoredRows(name, desk, ParquetFile.open(path), filter);
    } catch (IOException e) {
      throw ReadFailures.translate(name, e);
    }
  }

  @Override
  public RowLayout layout() {
    return file.layout();
  }

  @Override
  public boolean next(RowBuffer row) {
    if (closed) {
      throw new ClosedException("the rows of " + name + " are closed");
    }
    if (!row.layout().equals(layout())) {
      throw new InvalidInputException("the buffer has not the layout of " + name);
    }
    try {
      return rows.next(row);
    } catch (IOException e) {
      throw ReadFailures.translate(name, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try (desk) {
        file.close();
      } catch (IOException e) {
        throw FileErrors.translate("closing " + name, e);
      }
    }
  }
}
