package io.entasis.internal.archive.parquet;

import io.entasis.partition.ColumnType;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** Moves the values of one column into rows. Not thread-safe. */
abstract class ColumnValues {

  private final int number;
  private final ColumnReader reader;
  private final int present;

  private ColumnValues(int number, ColumnReader reader) {
    this.number = number;
    this.reader = reader;
    this.present = reader.getDescriptor().getMaxDefinitionLevel();
  }

  static ColumnValues of(int number, RowColumn column, ColumnReader reader) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BIGINT -> new Longs(number, reader);
      case TIMESTAMPTZ -> new Instants(number, reader);
      case TEXT -> new Texts(number, reader);
      case DECIMAL ->
        ParquetSchema.isLong(type)
            ? new ShortDecimals(number, reader)
            : new LongDecimals(number, reader, ParquetSchema.bytes(type));
    };
  }

  /** Fills the column of the row, or leaves it empty where there is no value. */
  final void next(RowBuffer row) {
    if (reader.getCurrentDefinitionLevel() == present) {
      put(reader, row, number);
    }
    reader.consume();
  }

  abstract void put(ColumnReader from, RowBuffer row, int column);

  private static final class Longs extends ColumnValues {

    Longs(int number, ColumnReader reader) {
      super(number, reader);
    }

    @Override
    void put(ColumnReader from, RowBuffer row, int column) {
      row.putLong(column, from.getLong());
    }
  }

  private static final class Instants extends ColumnValues {

    Instants(int number, ColumnReader reader) {
      super(number, reader);
    }

    @Override
    void put(ColumnReader from, RowBuffer row, int column) {
      row.putMicros(column, from.getLong());
    }
  }

  private static final class ShortDecimals extends ColumnValues {

    ShortDecimals(int number, ColumnReader reader) {
      super(number, reader);
    }

    @Override
    void put(ColumnReader from, RowBuffer row, int column) {
      row.putUnscaled(column, from.getLong());
    }
  }

  private static final class LongDecimals extends ColumnValues {

    private final byte[] bytes;

    LongDecimals(int number, ColumnReader reader, int length) {
      super(number, reader);
      bytes = new byte[length];
    }

    @Override
    void put(ColumnReader from, RowBuffer row, int column) {
      ByteBuffer value = from.getBinary().toByteBuffer();
      value.get(value.position(), bytes);
      row.putUnscaled(column, bytes, 0, bytes.length);
    }
  }

  /** In sorted rows a text is mostly the one before, and comes as the same object from a dictionary. */
  private static final class Texts extends ColumnValues {

    private Binary last = Binary.EMPTY;
    private byte[] bytes = {};

    Texts(int number, ColumnReader reader) {
      super(number, reader);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is cheaper to tell than the same text
    void put(ColumnReader from, RowBuffer row, int column) {
      Binary text = from.getBinary();
      if (text != last) {
        last = text;
        bytes = text.getBytes();
      }
      row.putText(column, bytes, 0, bytes.length);
    }
  }
}
