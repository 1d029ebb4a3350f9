package io.entasis.internal.ingest;

import io.entasis.internal.copy.CopyBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The rows of a batch that belong to one partition. */
final class Segment {

  private static final int BYTES_A_ROW = 96;

  private final CopyBuffer rows;
  private int[] idPositions;
  private long[] sourceRows;
  private int size;

  Segment(int expectedRows) {
    rows = new CopyBuffer(expectedRows * BYTES_A_ROW);
    idPositions = new int[expectedRows];
    sourceRows = new long[expectedRows];
  }

  <T> void add(T value, RowEncoder<T> encoder, long sourceRow) {
    if (size == idPositions.length) {
      idPositions = Arrays.copyOf(idPositions, size * 2);
      sourceRows = Arrays.copyOf(sourceRows, size * 2);
    }
    sourceRows[size] = sourceRow;
    rows.row(1 + encoder.columns().size());
    idPositions[size++] = rows.size();
    rows.int8(0);
    encoder.encode(value, rows);
  }

  int size() {
    return size;
  }

  /** Positions of the rows in their source. */
  long[] sourceRows() {
    return Arrays.copyOf(sourceRows, size);
  }

  CopyBuffer rows() {
    return rows;
  }

  /** Counts the rows in while they have no ids. */
  void addTo(CRC32C checksum) {
    checksum.update(rows.bytes(), 0, rows.size());
  }

  /** Gives the rows their ids, in order. */
  void number(IdBlocks ids) {
    for (int row = 0; row < size; row++) {
      rows.int8At(idPositions[row], ids.next());
    }
  }

  void clear() {
    rows.clear();
    size = 0;
  }
}
