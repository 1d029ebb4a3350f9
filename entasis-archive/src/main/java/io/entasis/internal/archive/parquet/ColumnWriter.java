package io.entasis.internal.archive.parquet;

import io.entasis.partition.ColumnType;
import io.entasis.partition.RowBuffer;
import io.entasis.partition.RowColumn;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands the values of one column to the Parquet writer. Not thread-safe. */
abstract class ColumnWriter {

  private final int number;
  private final String name;

  private ColumnWriter(int number, String name) {
    this.number = number;
    this.name = name;
  }

  static ColumnWriter of(int number, RowColumn column) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BIGINT -> new Longs(number, column.name());
      case TIMESTAMPTZ -> new Instants(number, column.name());
      case TEXT -> new Texts(number, column.name());
      case DECIMAL ->
        ParquetSchema.isLong(type)
            ? new ShortDecimals(number, column.name())
            : new LongDecimals(number, column.name(), ParquetSchema.bytes(type));
    };
  }

  /** Writes the value of the row, or nothing where there is none. */
  final void write(RowBuffer row, RecordConsumer to) {
    if (!row.isNull(number)) {
      to.startField(name, number);
      add(row, number, to);
      to.endField(name, number);
    }
  }

  abstract void add(RowBuffer row, int column, RecordConsumer to);

  private static final class Longs extends ColumnWriter {

    Longs(int number, String name) {
      super(number, name);
    }

    @Override
    void add(RowBuffer row, int column, RecordConsumer to) {
      to.addLong(row.longAt(column));
    }
  }

  private static final class Instants extends ColumnWriter {

    Instants(int number, String name) {
      super(number, name);
    }

    @Override
    void add(RowBuffer row, int column, RecordConsumer to) {
      to.addLong(row.microsAt(column));
    }
  }

  private static final class ShortDecimals extends ColumnWriter {

    ShortDecimals(int number, String name) {
      super(number, name);
    }

    @Override
    void add(RowBuffer row, int column, RecordConsumer to) {
      to.addLong(row.unscaledAt(column));
    }
  }

  private static final class LongDecimals extends ColumnWriter {

    private final byte[] bytes;
    private final Binary binary;

    LongDecimals(int number, String name, int length) {
      super(number, name);
      bytes = new byte[length];
      binary = Binary.fromReusedByteArray(bytes);
    }

    @Override
    void add(RowBuffer row, int column, RecordConsumer to) {
      row.copyUnscaled(column, bytes, 0, bytes.length);
      to.addBinary(binary);
    }
  }

  /** In sorted rows a text is mostly the one before. */
  private static final class Texts extends ColumnWriter {

    private byte @Nullable [] last;
    private Binary binary = Binary.EMPTY;

    Texts(int number, String name) {
      super(number, name);
    }

    @Override
    void add(RowBuffer row, int column, RecordConsumer to) {
      byte[] known = last;
      if (known == null || !row.isText(column, known)) {
        known = new byte[row.textLength(column)];
        row.copyText(column, known, 0);
        last = known;
        binary = Binary.fromConstantByteArray(known);
      }
      to.addBinary(binary);
    }
  }
}
