package io.entasis.partition;

import java.util.Arrays;

/** The bytes of a row that are hashed, in a buffer that is used again. */
final class CanonicalRow {

  private static final int DECIMAL_BYTES = 16;
  private static final int START = 256;

  private byte[] bytes = new byte[START];
  private int position;

  /** The buffer; only as many bytes as {@link #encode} said belong to the row. */
  byte[] bytes() {
    return bytes;
  }

  /** Encodes the row from the start of the buffer on and returns the number of bytes. */
  int encode(RowBuffer row) {
    position = 0;
    int columns = row.layout().size();
    for (int column = 0; column < columns; column++) {
      boolean isNull = row.isNull(column);
      room(1 + DECIMAL_BYTES);
      bytes[position++] = (byte) (isNull ? 0 : 1);
      if (!isNull) {
        encode(row, column, row.kind(column));
      }
    }
    return position;
  }

  private void encode(RowBuffer row, int column, ColumnType.Kind kind) {
    switch (kind) {
      case BIGINT -> number(row.longAt(column), Long.BYTES);
      case TIMESTAMPTZ -> number(row.microsAt(column), Long.BYTES);
      case DECIMAL -> {
        row.copyUnscaled(column, bytes, position, DECIMAL_BYTES);
        position += DECIMAL_BYTES;
      }
      case TEXT -> text(row, column);
    }
  }

  private void text(RowBuffer row, int column) {
    int length = row.textLength(column);
    number(length, Integer.BYTES);
    room(length);
    row.copyText(column, bytes, position);
    position += length;
  }

  private void number(long value, int size) {
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[position++] = (byte) (value >> shift);
    }
  }

  private void room(int needed) {
    if (bytes.length - position < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + needed));
    }
  }
}
